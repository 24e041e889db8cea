using System.Text;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Reading;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Writing;
using static ShortOrder.Simulation.Writing.JsonTree;

namespace ShortOrder.Simulation.Levels;

/// <summary>Level to text: what <see cref="LevelReader"/> reads back as an equal level, laid out as a person would have written it.</summary>
/// <remarks>
/// Keys stand in the order of the campaign's files, and defaults are left out except for <c>cores</c> and <c>metrics</c>, which every level for a plan shows.
/// A level does not hold its author's comments, so they are lost: do not write over a file that has some without asking.
/// </remarks>
public static class LevelWriter
{
    /// <summary>JSON in lines of at most 140 columns (a longer text stays whole), ending in a line feed. The same level gives the same text.</summary>
    public static string Write(Level level) => JsonLayout.Print(Object(
        ("$schema", level.Schema is null ? null : Text(level.Schema)),
        ("version", Number(1)),
        ("kind", level.Challenge is null ? null : Text("inspect")),
        ("goal", level.Challenge is { } challenge ? Text(challenge.Verdict.Name()) : null),
        ("id", Text(level.Id)),
        ("title", Text(level.Title)),
        ("story", TextIfAny(level.Story)),
        ("teaches", Texts(level.Teaches)),
        ("cores", level is { Challenge: not null, Cores: Level.UsualCores } ? null : Number(level.Cores)),
        ("gil", level.Gil ? null : Flag(false)),
        ("costs", Costs(level.Costs)),
        ("tools", ObjectIfAny(level.Tools.Select(t => (t.Id, (JsonItem?)Tool(t))))),
        ("equipment", ObjectIfAny(level.Equipment.Select(e => (e.Id, (JsonItem?)Number(e.Price))))),
        ("shared", Texts(level.Shared)),
        ("tasks", List(level.Tasks.Select(Task))),
        ("allow", Allowance(level.Allow)),
        ("metrics", level.Challenge is null ? Texts(level.Metrics.Select(m => m.Name())) : null),
        ("limits", ObjectIfAny(level.Limits.Select(l => (l.Metric.Name(), (JsonItem?)Number(l.Most))))),
        ("medals", Medals(level)),
        ("hints", Texts(level.Hints)),
        ("plans", ObjectIfAny(level.Plans.Select(p => (p.Name, (JsonItem?)AuthorPlan(p)))))));

    private static JsonItem? Costs(Costs costs)
    {
        Costs usual = new();
        return ObjectIfAny(
            ("openKitchen", Unless(usual.OpenKitchen, costs.OpenKitchen)),
            ("openParent", Unless(usual.OpenParent, costs.OpenParent)),
            ("startThread", Unless(usual.StartThread, costs.StartThread)),
            ("startTask", Unless(usual.StartTask, costs.StartTask)),
            ("switchInterval", Unless(usual.SwitchInterval, costs.SwitchInterval)),
            ("handOff", Unless(usual.HandOff, costs.HandOff)));
    }

    private static JsonItem Tool(ToolSpec tool) => tool is { SelfServe: false, Refuses: null, IsChosen: false } ? Number(tool.Places) : Object(
        ("places", Number(tool.Places)),
        ("selfServe", If(tool.SelfServe)),
        ("refuses", tool.Refuses is { } refusal ? Object(("after", Minutes(refusal.After)), ("backOff", Minutes(refusal.BackOff))) : null),
        ("chosen", If(tool.IsChosen)));

    internal static JsonItem Task(TaskSpec task) => Object(
        ("id", Text(task.Id)),
        ("title", Text(task.Title)),
        ("count", task.Count == 1 ? null : Number(task.Count)),
        ("arrives", Unless(default, task.Arrives)),
        ("due", task.Due is { } due ? Minutes(due) : null),
        ("after", Texts(task.After)),
        ("crate", task.Crate is { } crate ? Object(("in", Unless(default, crate.In)), ("out", Unless(default, crate.Out))) : null),
        ("patches", If(task.Patches)),
        ("steps", List(task.Steps.Select(Step))));

    private static JsonItem Step(StepSpec step) => Object(
        step.Kind switch
        {
            StepKind.Cpu => ("cpu", Minutes(step.Duration)),
            StepKind.Io => ("io", Minutes(step.Duration)),
            StepKind.Take => ("take", Text(step.Tool!)),
            _ => ("drop", Text(step.Tool!)),
        },
        ("do", TextIfAny(step.Do)),
        ("tool", step is { Kind: StepKind.Io, Tool: { } tool } ? Text(tool) : null),
        ("blocking", If(step.Blocking)),
        ("device", step.Disk ? Text("disk") : null),
        ("fails", step.Fails == 0 ? null : Number(step.Fails)),
        ("read", step.Read is { } read ? Text(read) : null),
        ("write", step.Write is { } write ? Text(write) : null),
        ("ageing", step.Ageing is { } ageing ? Minutes(ageing) : null),
        ("with", step.With is { } faster ? Object((faster.Equipment, Minutes(faster.Duration))) : null));

    private static JsonItem? Allowance(Allowance allow) => ObjectIfAny(
        ("main", allow.Main ? null : Flag(false)),
        ("manual", If(allow.Manual)),
        ("threads", Most(allow.Threads, usual: 0)),
        ("kitchens", Most(allow.Kitchens, usual: 0)),
        ("copies", Most(allow.Copies, usual: 1)),
        ("boxes", If(allow.Boxes)),
        ("loops", Most(allow.Loops, usual: 0)),
        ("greenlets", If(allow.Greenlets)),
        ("locks", If(allow.Locks)),
        ("yields", Most(allow.Yields, usual: 0)),
        ("offload", If(allow.Offload)),
        ("tries", If(allow.Tries)),
        ("callbacks", If(allow.Callbacks)),
        ("order", If(allow.Order)));

    private static JsonItem? Medals(Level level)
    {
        if (level.Challenge is { } challenge) return Object(("switches", Thresholds(challenge.Gold, challenge.Silver, challenge.Bronze)));
        return ObjectIfAny(level.Medals.Select(m => (m.Metric.Name(), (JsonItem?)Thresholds(m.Gold, m.Silver, m.Bronze))));

        static JsonItem Thresholds(decimal gold, decimal silver, decimal bronze) => Object(("gold", Number(gold)), ("silver", Number(silver)), ("bronze", Number(bronze)));
    }

    private static JsonItem AuthorPlan(AuthorPlan plan) => Object(("plan", Embedded(plan.Plan)), ("expect", Object(
        [.. plan.Expected.Select(e => (e.Metric.Name(), (JsonItem?)Number(e.Value))),
            ("verdict", plan.Verdict == Verdict.Served && !plan.Expected.IsEmpty ? null : Text(plan.Verdict.Name())),
            ("optimal", If(plan.Optimal))])));

    /// <summary>What <see cref="PlanWriter"/> writes, without what goes without saying inside a level: version, level, and the name of home.</summary>
    private static JsonItem Embedded(Plan plan)
    {
        byte[] written = Encoding.UTF8.GetBytes(PlanWriter.Write(plan));
        JsonItem whole = JsonTreeBuilder.Build(written, new ProblemList(written, plan.Level))!;
        return Object(whole.Members.Where(m => m.Key is not ("version" or "level"))
            .Select(m => (m.Key, (JsonItem?)(m.Key == "kitchens" ? List(m.Value.Elements.Select(Kitchen)) : m.Value))));

        static JsonItem Kitchen(JsonItem kitchen, int index) =>
            Object(kitchen.Members.Where(m => index > 0 || m.Key != "name" || m.Value.Text != "home").Select(m => (m.Key, (JsonItem?)m.Value)));
    }

    private static JsonItem? TextIfAny(string text) => text.Length == 0 ? null : Text(text);

    private static JsonItem? Texts(IEnumerable<string> texts) => ListIfAny(texts.Select(Text));

    private static JsonItem? If(bool flag) => flag ? Flag(true) : null;

    private static JsonItem? Most(int number, int usual) => number == usual ? null : number == Levels.Allowance.Any ? Flag(true) : Number(number);

    private static JsonItem? Unless(Time.KitchenDuration usual, Time.KitchenDuration length) => length == usual ? null : Minutes(length);
}
