namespace ShortOrder.Simulation.Plans;

/// <summary>One task to be done: a task of the level, or one of its copies.</summary>
/// <param name="Spec">Index in <c>Level.Tasks</c>.</param>
/// <param name="Copy">Copy from 1; 0 if the task has no copies.</param>
/// <param name="Index">Place among all instances in level order, copies one after another, from 0.</param>
public readonly record struct TaskInstance(int Spec, int Copy, int Index);
