using System.Collections.Immutable;
using System.Text.Json;
using ShortOrder.Contest.Joining;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Plain;

/// <summary>Taking part in a competition.</summary>
internal static class CompetitionCommands
{
    public static ImmutableArray<PlainCommand> All { get; } =
    [
        new("join", "j", "[ADDRESS] [CODE] [NAME]", "Joins a class: a competition that your teacher holds. Asks for what you leave out; quit leads back here.", Join) { Topic = PlainTopic.Competition, WhyNot = WhyNotJoin },
        new("competition", "cmp", "", "Tells where the competition is: its time, your levels, who is there.", Competition) { Topic = PlainTopic.Competition, WhyNot = NeedsCompetition },
        new("submit", "sub", "", "Submits the plan to the competition. The judge's verdict counts; serve is practice on your own machine and does not.", Submit) { Topic = PlainTopic.Competition, WhyNot = WhyNotSubmit },
        new("submissions", "sbs", "", "Tells what became of the plans that you have submitted, the latest first.", Submissions) { Topic = PlainTopic.Competition, WhyNot = NeedsCompetition },
        new("standings", "std", "", "Tells the standings: the first ten, and you.", Standings) { Topic = PlainTopic.Competition, WhyNot = NeedsCompetition },
    ];

    private static string? NeedsCompetition(PlainGame game) => game.Joined is null ? "You take part in no competition. Type join to join one." : null;

    private static string? WhyNotJoin(PlainGame game) => game.Joined is null ? null : "You take part in a competition already. Type quit to leave it.";

    private static string? Join(PlainGame game, ImmutableArray<string> words)
    {
        game.Class.Begin(game, words switch
        {
            [] => null,
            [var address] => new(address),
            [var address, var code] => new(address, code),
            [var address, var code, .. var name] => new(address, code, PlainNames.Text(name)),
        });
        return null;
    }

    private static string? WhyNotSubmit(PlainGame game) => NeedsCompetition(game) ?? PlainCommands.NeedsForecast(game) ?? game.Joined!.View.WhyNotSubmit;

    private static string? Competition(PlainGame game, ImmutableArray<string> words)
    {
        CompetitionTalk.Tell(game, game.Joined!.View);
        return null;
    }

    private static string? Submit(PlainGame game, ImmutableArray<string> words)
    {
        JoinedContest joined = game.Joined!;
        if (joined.View.Levels.FirstOrDefault(l => ReferenceEquals(l.Level, game.Level)) is not { } level) return "This level is none of the competition.";
        try
        {
            using JsonDocument plan = JsonDocument.Parse(PlanWriter.Write(game.Plan));
            joined.Submit(level, plan.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Not submitted: it could not be written down: {e.Message}";
        }
        game.Out.Say("Submitted: it is written down here and sent as soon as the server answers. The verdict is told before a later line; submissions tells how far it is.");
        return null;
    }

    private static string? Submissions(PlainGame game, ImmutableArray<string> words)
    {
        CompetitionTalk.Submissions(game, game.Joined!.View);
        return null;
    }

    private static string? Standings(PlainGame game, ImmutableArray<string> words)
    {
        CompetitionTalk.Standings(game, game.Joined!.View);
        return null;
    }
}
