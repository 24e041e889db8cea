using System.Collections.Immutable;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Game.Export.Python;

/// <summary><c>export --to python</c>.</summary>
internal static class PythonExport
{
    /// <summary>The plan's program, or why it cannot be written with the library that was named.</summary>
    public static Exported Write(ExportJob job) =>
        Complaint(job.Plan, job.Library) is { } complaint ? Exported.Refuse(complaint) : new(PythonWriter.Write(job.Plan, job.PlanName, Named(job.Library)).Text);

    /// <summary>The library of that name in a list; none if none is named.</summary>
    public static PythonLibrary[] Named(string? name) => [.. PythonLibrary.All.Where(l => l.Name == name)];

    /// <summary>What the plan's program is written with.</summary>
    public static IEnumerable<PythonLibrary> Used(CompiledPlan plan, string? name) =>
        plan.Threads.Where(t => t.Lane >= 0).Select(t => t.Kind).Distinct().Select(kind => Named(name).FirstOrDefault(l => l.Fits.Contains(kind)) ?? PythonLibrary.DefaultOf(plan, kind));

    /// <summary>Why a plan cannot be written with a library, or with any if none is named; null if it can.</summary>
    public static string? Complaint(CompiledPlan plan, string? name)
    {
        ImmutableArray<PythonLibrary> fitting = PythonLibrary.For(plan);
        if (fitting.IsEmpty) return $"this plan cannot be written in Python yet: {PythonObstacle.Of(plan)}";
        return name is null || fitting.Any(l => l.Name == name) ? null
            : $"{name} has nothing to do in this plan; what has: {string.Join(", ", fitting.Select(l => l.Name))}";
    }
}
