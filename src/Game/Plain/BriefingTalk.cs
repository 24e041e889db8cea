using ShortOrder.Game.Almanac;
using ShortOrder.Game.Screens.Briefing;
using ShortOrder.Game.Screens.Inspect;
using ShortOrder.Game.Session;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Scoring;

namespace ShortOrder.Game.Plain;

/// <summary>Tells what a level is about.</summary>
internal static class BriefingTalk
{
    public static void Tell(PlainGame game)
    {
        Level level = game.Level;
        game.Out.Gap();
        game.Out.Say($"Level {game.Campaign.NameOf(level)}.");
        if (level.Story.Length > 0) game.Out.Say(level.Story);
        if (game.Session.ConceptOf(level, AlmanacTerms.Has) is { } concept)
        {
            AlmanacEntry entry = AlmanacTerms.Find(concept)!;
            string others = Spoken.List(level.Teaches.Where(t => t != concept).Select(AlmanacTerms.NameOf));
            game.Out.Say($"New here: {entry.Name}; in the kitchen, {entry.Kitchen}.{(others.Length == 0 ? "" : $" Also: {others}.")} Type card to hear more.");
        }
        Slips(game);
        game.Out.Say(level.GivenPlan is { } given ? $"The plan to break: {Spoken.Stopped(BriefingModel.Given(level, given))}" : $"You may use: {Spoken.Stopped(BriefingModel.Allowed(level))}");
        if (level.Challenge is { } challenge) game.Out.Say(InspectRows.GoalOf(challenge));
        game.Out.Say(Medals(level));
        foreach (MetricLimit limit in level.Limits) game.Out.Say($"{Spoken.Sentence(Words.Of(limit.Metric))}: at most {Words.Number(limit.Most)}.");
        if (game.Session.Progress.Best(level.Id) is { } best) game.Out.Say($"Your best: {Spoken.Reached(level, best.Minutes)}, {Spoken.Name(best.Medal)}.");
        game.Out.Say(level.Challenge is not null ? "Type turns to hear who could go on, let and a number to let one of them, hint for a hint."
            : "Type plan to hear your plan, help for what you can do with it, hint for a hint, serve to serve it.");
    }

    /// <summary>Every slip step by step, and the tools.</summary>
    public static void Slips(PlainGame game)
    {
        Level level = game.Level;
        game.Out.Say($"The order: {Spoken.Counted(level.Tasks.Length, "slip")}.");
        for (int i = 0; i < level.Tasks.Length; i++) game.Out.Item($"{i + 1}. {Slip(level, level.Tasks[i])}");
        foreach (ToolSpec tool in level.Tools)
            game.Out.Say($"The {tool.Id} has {(tool.IsChosen ? $"1 to {tool.Places} places, as you like" : Spoken.Counted(tool.Places, "place"))}{Manners(tool)}.");
        foreach (EquipmentSpec equipment in level.Equipment) game.Out.Say($"For sale: {equipment.Id}, {Words.Number(equipment.Price)} of {Words.Of(Metric.Memory)}.");
        if (!level.Shared.IsEmpty) game.Out.Say($"Shared: {Spoken.List(level.Shared)}.");
    }

    /// <summary>Thresholds of the metric that earns the medal.</summary>
    public static string Medals(Level level)
    {
        if (level.Challenge is { } challenge) return $"Gold is {challenge.Gold} switches or fewer, silver {challenge.Silver}, bronze {challenge.Bronze}.";
        Metric metric = Scorer.MedalMetric(level);
        if (level.Medals.FirstOrDefault(m => m.Metric == metric) is not { } medals) return "There are no medals here.";
        return $"Gold is {Words.Number(medals.Gold)} {Words.Of(metric)} or less, silver {Words.Number(medals.Silver)}, bronze {Words.Number(medals.Bronze)}.";
    }

    /// <summary>Title, id, copies, steps and conditions of a task.</summary>
    private static string Slip(Level level, TaskSpec task)
    {
        string id = task.Title.Equals(task.Id, StringComparison.OrdinalIgnoreCase) ? "" : $" ({task.Id})";
        string copies = task.Count > 1 ? $", {task.Count} copies" : "";
        bool hasNumbers = task.Steps.Length > 1 && (level.Allow.Locks || level.Allow.Yields > 0 || level.Allow.Offload || level.Allow.Tries);
        string steps = string.Join("; ", task.Steps.Select((s, i) => (hasNumbers ? $"step {i + 1}, " : "") + Step(s)));
        string conditions = SlipRows.Conditions(level, task);
        return $"{task.Title}{id}{copies}: {steps}.{(conditions.Length == 0 ? "" : $" {Spoken.Sentence(conditions)}.")}";
    }

    private static string Manners(ToolSpec tool) => tool switch
    {
        { SelfServe: true } => " and serves itself",
        { Refuses: { } refusal } => $"; who finds it full is turned away after {Spoken.Counted(refusal.After.Minutes, "minute")} and tries again {Spoken.Counted(refusal.BackOff.Minutes, "minute")} later",
        _ => "; somebody must take out what is done",
    };

    private static string Step(StepSpec step)
    {
        string words = Words.Of(step);
        if (step.Kind is StepKind.Take or StepKind.Drop) return words;
        string kind = step.Kind == StepKind.Cpu ? "hands-on" : step.Blocking ? "of waiting that cannot be left alone" : "of waiting";
        string told = $"{words}, {Spoken.Counted(step.Duration.Minutes, "minute")} {kind}";
        if (step is { Kind: StepKind.Io, Tool: { } tool }) told += $" in the {tool}";
        if (step is { Read: { } read, Write: { } write } && read == write) told += $", counts the {read}";
        else
        {
            if (step.Read is { } reads) told += $", reads the {reads}";
            if (step.Write is { } writes) told += $", writes the {writes}";
        }
        if (SlipRows.Failing(step) is { } fails) told += $", {fails}";
        if (step.With is { } with) told += $", {Words.Number(with.Duration.Minutes)} with a {with.Equipment}";
        return step.Ageing is { } ageing ? $"{told}, spoils after {Spoken.Counted(ageing.Minutes, "minute")}" : told;
    }
}
