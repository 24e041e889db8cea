using System.Collections.Immutable;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Widgets;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Scoring;
using ShortOrder.Simulation.Solving;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The panel of the author's own plans, which say what the level is worth and are checked by machine.</summary>
internal static class PlanFields
{
    private static readonly ImmutableArray<(string Name, string Words)> Roles =
        [("naive", "what everybody tries first"), ("trap", "what looks clever and is not"), ("best", "the best that you know"), (Challenge.Given, "the plan that is to be broken")];

    public static ImmutableArray<EditorField> Of(EditorModel model) =>
    [
        .. model.Level.Plans.Select((p, i) => Field(model, i)),
        new EditorField("store the plan on the board …", model.BoardPlan is null ? "" : model.BoardEnding, "The plan that you have made while playing (F5), under a name, with the numbers of the model.")
        {
            Edit = Store(model), WhyNot = WhyNotStore(model),
        },
        new EditorField("store the solver's plan …", model.Report?.Solution is { Best: not null } known ? $"{Words.Of(known.Metric)} {Words.Number(known.Value)}" : "", "The best plan that a short search has found.")
        {
            Edit = model.Report?.Solution is { Best: { } found } ? Names(model, found.Plan) : null, WhyNot = model.Report?.Solution?.Best is null ? "The solver has found none yet." : null,
        },
        new EditorField("take the model's numbers for all", "", "Every plan claims what it reaches now.")
        {
            Edit = new Show(null), Late = () => new LevelEdited(Measured(model.Level), "Every plan claims what it reaches now."), WhyNot = model.Level.Plans.IsEmpty ? "There is no plan yet." : null,
        },
    ];

    /// <summary>Why the plan on the board cannot be stored; null if it can.</summary>
    public static string? WhyNotStore(EditorModel model) =>
        model.BoardPlan is not { } plan ? "Make a plan on the board first: F5." : PlanChecker.Check(model.Level, plan) is [var problem, ..] ? $"The plan on the board is not finished: {problem.Message}" : null;

    /// <summary>Asks for the name under which the plan on the board shall be stored.</summary>
    public static Show? Store(EditorModel model) => model.BoardPlan is { } plan && WhyNotStore(model) is null ? Names(model, plan) : null;

    /// <summary>All plans with what the model gives them now.</summary>
    public static Level Measured(Level level) => level with { Plans = [.. level.Plans.Select(p => PlanClaim.Of(level, p.Name, p.Plan, p.Optimal))] };

    /// <summary>What a plan claims, e.g. <c>time 6, optimal</c>.</summary>
    public static string Claim(AuthorPlan plan)
    {
        List<string> parts = [.. plan.Expected.Select(e => $"{Words.Of(e.Metric)} {Words.Number(e.Value)}")];
        if (plan.Verdict != Verdict.Served) parts.Insert(0, Words.Of(plan.Verdict));
        if (plan.Optimal) parts.Add("cannot be beaten");
        return string.Join(", ", parts);
    }

    private static EditorField Field(EditorModel model, int index)
    {
        Level level = model.Level;
        AuthorPlan plan = level.Plans[index];
        return new(plan.Name, Claim(plan), "A plan of the author's with what it must reach in the model. Enter: open it on the board, take the model's numbers, rename.")
        {
            Path = $"$.plans.{plan.Name}",
            Remove = new LevelEdited(level with { Plans = level.Plans.RemoveAt(index) }, $"Without the plan {plan.Name}; u brings it back."),
            Move = by => index + by < 0 || index + by >= level.Plans.Length ? new ScreenMessage.Say("") : new LevelEdited(level with { Plans = level.Plans.RemoveAt(index).Insert(index + by, plan) }),
            Edit = EditorField.MenuOf(plan.Name,
                new("open it on the board", new TryAsked(FromBriefing: false, plan.Plan)),
                new("take the model's numbers", new Show(null)) { Late = () => Set(PlanClaim.Of(level, plan.Name, plan.Plan, plan.Optimal)) },
                new(plan.Optimal ? "do not claim that no plan is better" : "claim that no plan is better", Set(plan with { Optimal = !plan.Optimal })),
                new("name …", EditorField.OfId("name", plan.Name, "Name of the plan.", id => level with { Plans = level.Plans.SetItem(index, plan with { Name = id }) }).Edit!),
                new("take it out", new LevelEdited(level with { Plans = level.Plans.RemoveAt(index) }, $"Without the plan {plan.Name}; u brings it back."))),
        };

        LevelEdited Set(AuthorPlan changed) => new(level with { Plans = level.Plans.SetItem(index, changed) });
    }

    private static Show Names(EditorModel model, Plan plan)
    {
        Level level = model.Level;
        return new(new Menu
        {
            Title = "under which name?",
            Items =
            [
                .. Roles.Where(r => r.Name != Challenge.Given || level.Challenge is not null).Select(r => new MenuItem($"{r.Name}: {r.Words}{(level.Plans.Any(p => p.Name == r.Name) ? " (in place of the one there is)" : "")}", new Show(null)) { Late = () => Stored(r.Name) }),
                new("another …", new Show(new EditorPrompt { Title = "name of the plan", Question = "Lower case letters, digits and hyphens.", Answer = Stored })),
            ],
        });

        ScreenMessage Stored(string name)
        {
            AuthorPlan claim = PlanClaim.Of(level, name, plan with { Level = level.Id }, isOptimal: false);
            if (model.Report is { Solution: { Proof: not Proof.None } solution } report && ReferenceEquals(report.Level, level)) // what is proved may be claimed
                claim = claim with { Optimal = claim.Verdict == Verdict.Served && claim.Expected.Any(e => e.Metric == solution.Metric && e.Value <= solution.Value) };
            int index = level.Plans.IndexOf(level.Plans.FirstOrDefault(p => p.Name == name)!);
            return new LevelEdited(level with { Plans = index < 0 ? level.Plans.Add(claim) : level.Plans.SetItem(index, claim) }, $"Stored as {name}: {Claim(claim)}.");
        }
    }
}
