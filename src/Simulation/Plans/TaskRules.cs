using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;

namespace ShortOrder.Simulation.Plans;

/// <summary>Every task of the level stands in the plan exactly once; a manual lane lists the cook's steps in their order.</summary>
internal static class TaskRules
{
    public static void Check(PlanCheck check)
    {
        foreach (LaneEntry entry in check.Claims.Entries)
        {
            if (check.IsFull) return;
            CheckEntry(check, entry);
        }
        for (int k = 0; k < check.Plan.Kitchens.Length; k++)
            for (int l = 0; l < check.Plan.Kitchens[k].Lanes.Length; l++)
                if (check.Plan.Kitchens[k].Lanes[l] is { Kind: LaneKind.Manual } lane) CheckManual(check, lane, $"$.kitchens[{k}].lanes[{l}].steps");
        CheckMissing(check);
    }

    private static void CheckEntry(PlanCheck check, LaneEntry entry)
    {
        bool isManual = entry.Kind == LaneKind.Manual;
        if (check.Task(entry.Path, entry.Ref.Task) is int spec && (spec < 0 || isManual)) return;
        if (!check.HasCopies(entry.Path, spec, entry.Ref)) return;
        if (entry.Repeats >= 0)
            check.Report(entry.Path, $"\"{check.NameOf(entry.Repeats)}\" stands already at {check.Claims.Owners[entry.Repeats]!.Path}: keep one of them");
        else if (entry.Claimed.Count < entry.Ref.Next)
            check.Report(entry.Path, $"\"{entry.Ref}\" asks for {entry.Ref.Next} copies, {entry.Claimed.Count} of {check.Level.Tasks[spec].Count} are left");
    }

    private static void CheckMissing(PlanCheck check)
    {
        foreach (IGrouping<int, TaskInstance> missing in check.Claims.Instances.Where(i => check.Claims.Owners[i.Index] is null).GroupBy(i => i.Spec))
        {
            int count = missing.Count();
            check.Report("$.kitchens", count == 1 ? $"\"{check.NameOf(missing.First().Index)}\" is on no lane: put it on one"
                : $"{count} of {check.Level.Tasks[missing.Key].Count} \"{check.Level.Tasks[missing.Key].Id}\" are on no lane, the first is \"{check.NameOf(missing.First().Index)}\": put them on one");
        }
    }

    private static void CheckManual(PlanCheck check, Lane lane, string path)
    {
        Dictionary<int, int> last = [];
        List<int> tasks = [];
        for (int s = 0; s < lane.Steps.Length && !check.IsFull; s++)
        {
            StepRef step = lane.Steps[s];
            int spec = check.Claims.SpecOf(step.Task);
            if (spec >= 0 && Instance(check, spec, step, $"{path}[{s}]") is int instance)
                CheckStep(check, instance, step.Step, last, tasks, $"{path}[{s}]");
        }
        foreach (int instance in tasks)
        {
            ImmutableArray<StepSpec> steps = check.Level.Tasks[check.Claims.Instances[instance].Spec].Steps;
            if (NextListed(steps, last[instance]) is int missing)
                check.Report(path, $"\"{check.NameOf(instance)}.{missing}\" is not listed: add it after \"{check.NameOf(instance)}.{last[instance]}\"");
        }
    }

    private static int? Instance(PlanCheck check, int spec, StepRef step, string path)
    {
        int count = check.Level.Tasks[spec].Count;
        if (count == 1 ? step.Copy == 0 : step.Copy >= 1 && step.Copy <= count) return check.Claims.IndexOf(spec, step.Copy);
        check.Report(path, count == 1 ? $"\"{step.Task}\" has no copies: write \"{step.Task}.{step.Step}\""
            : $"\"{step}\": the copies of \"{step.Task}\" are #1 to #{count}, e.g. \"{step.Task}#1.{step.Step}\"");
        return null;
    }

    private static void CheckStep(PlanCheck check, int instance, int step, Dictionary<int, int> last, List<int> tasks, string path)
    {
        ImmutableArray<StepSpec> steps = check.Level.Tasks[check.Claims.Instances[instance].Spec].Steps;
        string task = check.NameOf(instance);
        if (step < 0 || step >= steps.Length)
        {
            check.Report(path, $"\"{task}\" has steps 0 to {steps.Length - 1}: there is no {step}");
            return;
        }
        if (steps[step].Kind == StepKind.Io && step > 0)
        {
            check.Report(path, $"\"{task}.{step}\" waits by itself once \"{task}.{step - 1}\" is done: do not list it");
            return;
        }
        if (!last.TryGetValue(instance, out int before))
        {
            tasks.Add(instance);
            before = -1;
            LaneEntry? owner = check.Claims.Owners[instance];
            if (owner is not null && owner.Path != path) check.Report(path, $"\"{task}\" stands already at {owner.Path}: keep one of them");
        }
        if (step <= before)
        {
            check.Report(path, step == before ? $"\"{task}.{step}\" is listed twice: keep one" : $"\"{task}.{step}\" comes before \"{task}.{before}\" in its task: list it earlier");
            return;
        }
        if (NextListed(steps, before) is int next && next < step)
            check.Report(path, $"\"{task}.{next}\" comes before \"{task}.{step}\" in its task: list it first");
        last[instance] = step;
    }

    /// <summary>The first step after that one which a manual lane lists: CPU, take, drop, and an I/O step that begins its task.</summary>
    private static int? NextListed(ImmutableArray<StepSpec> steps, int after)
    {
        for (int i = after + 1; i < steps.Length; i++) if (i == 0 || steps[i].Kind != StepKind.Io) return i;
        return null;
    }
}
