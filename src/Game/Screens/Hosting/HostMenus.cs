using System.Collections.Immutable;
using ShortOrder.Contest.Hosting;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Screens.Board;
using ShortOrder.Game.Screens.Editor;
using ShortOrder.Game.Session;

namespace ShortOrder.Game.Screens.Hosting;

/// <summary>What asks once more, and what asks for more.</summary>
internal static class HostMenus
{
    private static readonly MenuItem Nothing = new("leave it", new Show(null));

    public static Show Start(HostView view)
    {
        int players = view.Players.Count(p => !p.IsKicked && !p.IsHidden);
        HostAsked anyway = new(new HostCommand.Trigger("start", view.State) { Override = true });
        return players == 0
            ? Ask("nobody is here yet; start all the same?", new MenuItem("start without players; the results say so", anyway))
            : Ask($"start for {Count(players, "player")}?", new("start", Do(view, "start")), new("start even if the judge is noisy; the results say so", anyway));
    }

    public static Show Freeze(HostView view) => view.Phase == JoinedPhase.Frozen
        ? Ask("show the board to everybody again?", new MenuItem("thaw the board", Do(view, "thaw")))
        : Ask("freeze the board for everybody but you?", new MenuItem("freeze the board until the reveal", Do(view, "freeze")));

    public static Show Extend(HostView view) => new(new NumberPrompt
    {
        Title = "more time",
        Question = view.Phase == JoinedPhase.Finished ? "So many minutes from now on; it goes on with them." : "So many minutes more for everybody.",
        Digits = "5",
        Range = (1, 600),
        Answer = minutes => new HostAsked(new HostCommand.Trigger("extend", view.State) { Minutes = minutes }),
    });

    public static Show End(HostView view) => Ask("end it now?", new MenuItem("end it: nothing more is taken", Do(view, "finish")));

    public static Show Publish(HostView view) => Ask("publish? The results are final then.", new MenuItem("publish: everything is uncovered and fixed", Do(view, "publish")));

    public static Show Announce() => new(new EditorPrompt { Title = "announce", Question = "One line for everybody's screen, at most 200 characters.", Answer = text => new HostAsked(new HostCommand.Announce(text)) });

    public static Show Codes(HostView view) => new(new Notice
    {
        Title = "personal codes",
        Text = view.CodesFile.Length == 0 ? "They are not known on this machine any more. host --roster FILE gives new ones to those who have not come yet."
            : $"Print this file and cut it into strips, a line for each student:\n{view.CodesFile}\njoin asks for the code; each works once and for one name alone. Who comes back on another machine needs the three words of the first time.",
    });

    public static ScreenMessage Kick(PlayerView player) => player.IsKicked
        ? new HostAsked(new HostCommand.Player(player.Id, "kick", new(On: false)))
        : Ask($"remove {player.Name}?", new MenuItem("remove: off the board, and out", new HostAsked(new HostCommand.Player(player.Id, "kick", new(On: true)))));

    public static Show Rename(PlayerView player) => new(new EditorPrompt { Title = "rename", Question = $"Another name for {player.Name}.", Text = player.Name, Answer = name => new HostAsked(new HostCommand.Player(player.Id, "rename", new(Name: name))) });

    public static Show ExtraTime(PlayerView player) => new(new NumberPrompt
    {
        Title = "extra time",
        Question = $"So many minutes for {player.Name} beyond the common end, in all.",
        Digits = $"{player.ExtraMs / 60_000}",
        Range = (0, 600),
        Answer = minutes => new HostAsked(new HostCommand.Player(player.Id, "extra-time", new(Minutes: minutes))),
    });

    public static Show Rejudge(HostModel model)
    {
        MenuItem[] player = model.Selected is { } selected ? [new($"everything of {selected.Name}", Count(new RejudgeRequest(Player: selected.Id)))] : [];
        return Ask("judge what again?", [
            .. player,
            new("what was too noisy", Count(new RejudgeRequest(Outcome: "noisy"))),
            new("what was faster than is possible", Count(new RejudgeRequest(Outcome: "suspect"))),
            .. model.View.Levels.Select(l => new MenuItem($"everything of {l.Title}", Count(new RejudgeRequest(Level: l.Id)))),
            new("everything", Count(new RejudgeRequest())),
        ]);
    }

    public static Menu Confirm(RejudgePreview preview) => preview.Count == 0
        ? new() { Title = "judge again", Items = [new("nothing matches: leave it", new HostAsked(new HostCommand.ForgetPreview()))] }
        : new()
        {
            Title = $"judge {Count(preview.Count, "submission")} again?",
            Items = [new("leave it", new HostAsked(new HostCommand.ForgetPreview())), new("judge again: the old verdicts give way to the new", new HostAsked(new HostCommand.Rejudge(preview.Request with { DryRun = false })))],
        };

    public static Show Export(string folder) => new(new EditorPrompt { Title = "write results", Question = "Folder for results.json and results.csv.", Text = folder, Answer = to => new HostAsked(new HostCommand.Export(to)) });

    public static Show Void(HostView view) => new(new EditorPrompt { Title = "call off for good", Question = "Why? It stands in the results. Esc leaves the competition as it is.", Answer = why => new HostAsked(new HostCommand.Trigger("void", view.State) { Reason = why }) });

    public static Show Leave(HostView view) => Ask(view.Phase is JoinedPhase.Running or JoinedPhase.Frozen ? "stop the server while it is running?" : "stop the server?",
        new MenuItem("stop: everything is kept, host goes on with it", new ScreenMessage.Leave(FlowTrigger.Quit)));

    private static HostAsked Do(HostView view, string trigger) => new(new HostCommand.Trigger(trigger, view.State));

    private static HostAsked Count(RejudgeRequest request) => new(new HostCommand.Rejudge(request with { DryRun = true }));

    private static Show Ask(string title, params ReadOnlySpan<MenuItem> items) => new(new Menu { Title = title, Items = [Nothing, .. items] });

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
