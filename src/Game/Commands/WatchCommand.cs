using System.CommandLine;
using ShortOrder.Game.Watching;

namespace ShortOrder.Game.Commands;

/// <summary><c>watch FILE</c>: checks a level at every save, searches it and draws its plans.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);

    public static Command Build(CommandStreams streams)
    {
        Argument<string> file = new("FILE") { Description = "A level file; it may not be there yet" };
        Option<bool> once = new("--once") { Description = "Show it once, after the full search, and end" };
        Command command = new("watch", "Check a level at every save, and draw its plans") { file, once };
        file.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction((parsed, cancel) => parsed.GetValue(once) ? Task.FromResult(Once(parsed.GetRequiredValue(file), streams, cancel)) : WatchAsync(parsed.GetRequiredValue(file), streams, cancel));
        return command;
    }

    private static int Once(string path, CommandStreams streams, CancellationToken cancel)
    {
        if (!Session.InputFile.TryRead(path, out byte[] bytes, out string complaint))
        {
            streams.Error.WriteLine(complaint);
            return ExitCodes.BadInput;
        }
        using Interruption interruption = new(cancel);
        WatchedLevel watched = WatchedLevel.AtOnce(bytes, path, interruption.Token).Refine(bytes, path, interruption.Token);
        foreach (string row in WatchPage.Draw(watched, path, WatchScreen.Of(null, streams.Out).Width)) streams.Out.WriteLine(row);
        return watched.Check.Level is null ? ExitCodes.BadInput : watched.Check.IsGood ? ExitCodes.Good : ExitCodes.Failed;
    }

    /// <summary>Until Ctrl-C, which is how it is meant to end.</summary>
    private static async Task<int> WatchAsync(string path, CommandStreams streams, CancellationToken cancel)
    {
        using Interruption interruption = new(cancel);
        using FileWatch file = new(path, Round);
        using WatchScreen screen = WatchScreen.Of(streams.Terminal, streams.Out);
        try
        {
            Task<byte[]?> next = file.NextAsync(interruption.Token);
            while (true)
            {
                byte[]? bytes = await next;
                next = file.NextAsync(interruption.Token);
                if (bytes is null) screen.Show(_ => [$"{path}: there is no such file, or it cannot be read. Waiting for it."]);
                else await ShowAsync(bytes, path, screen, next, interruption.Token);
            }
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCodes.Good;
        }
    }

    /// <summary>Shows what can be said at once, and the rest when it is found, unless the file changes before.</summary>
    private static async Task ShowAsync(byte[] bytes, string path, WatchScreen screen, Task next, CancellationToken cancel)
    {
        WatchedLevel atOnce = await Task.Run(() => WatchedLevel.AtOnce(bytes, path, cancel), cancel);
        screen.Show(width => WatchPage.Draw(atOnce, path, width));
        if (atOnce.IsFinal) return;
        using CancellationTokenSource search = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<WatchedLevel> refined = Task.Run(() => atOnce.Refine(bytes, path, search.Token), search.Token);
        if (await Task.WhenAny(refined, next) == refined)
        {
            WatchedLevel whole = await refined;
            screen.Show(width => WatchPage.Draw(whole, path, width));
            return;
        }
        await search.CancelAsync();
        _ = refined.ContinueWith(r => r.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
