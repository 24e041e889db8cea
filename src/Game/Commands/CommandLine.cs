using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary>What the program understands.</summary>
public static class CommandLine
{
    private const int HelpWidth = 100;

    /// <summary>Parses the arguments and does what they say.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="library">Finds the shipped levels; called only by commands that need them.</param>
    /// <param name="play">Starts the game.</param>
    /// <param name="cancel">Cancels what is under way, besides Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play, CancellationToken cancel = default)
    {
        RootCommand root = Build(streams, library, play);
        // A level may be named @breakfast: arguments are not to be taken for files of further arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        bool isWrong = parsed.Errors.Count > 0;
        if (parsed.Action is ParseErrorAction complaint) complaint.ShowHelp = false;
        try
        {
            int code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = isWrong ? streams.Error : streams.Out,
                Error = streams.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // commands that take long have an Interruption of their own
            }, cancel);
            if (isWrong) streams.Error.WriteLine($"Try: {root.HelpName ?? "shortorder"} {CommandOf(parsed, root)}--help");
            return isWrong ? ExitCodes.BadInput : code;
        }
        catch (OperationCanceledException)
        {
            streams.Error.WriteLine("interrupted; everything has been stopped");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine(e.Message);
            return ExitCodes.BadInput;
        }
    }

    private static string CommandOf(ParseResult parsed, RootCommand root) => parsed.CommandResult.Command == root ? "" : $"{parsed.CommandResult.Command.Name} ";

    private static RootCommand Build(CommandStreams streams, Func<LevelLibrary> library, Func<GameOptions, int> play)
    {
        RootCommand root = new("Short Order: a puzzle game about doing two things at once.") { HelpName = "shortorder" };
        root.Add(PlayCommand.Build(streams, library, play));
        root.Add(EditCommand.Build(streams, library, play));
        root.Add(RunCommand.Build(streams, library));
        root.Add(ExplainCommand.Build(streams, library));
        root.Add(InspectCommand.Build(streams, library));
        root.Add(ExportCommand.Build(streams, library, SaveFolder.Find));
        root.Add(SolveCommand.Build(streams, library));
        root.Add(CheckCommand.Build(streams, library));
        root.Add(NewCommand.Build(streams, library));
        root.Add(WatchCommand.Build(streams));
        root.Add(PackCommand.Build(streams));
        root.Add(DailyCommand.Build(streams));
        root.Add(DoctorCommand.Build(streams));
        root.Add(SaveCommand.Build(streams, SaveFolder.Find));
        root.Add(HostCommand.Build(streams, library, play));
        root.Add(JoinCommand.Build(streams, play));
        root.Add(JudgeCommand.Build(streams));
        root.Add(VerifyCommand.Build(streams));
        root.Add(StatsCommand.Build(streams, library, SaveFolder.Find));
        PlayCommand.AddAction(root, level: null, streams, library, play);
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            if (help.Action is HelpAction action) action.MaxWidth = HelpWidth;
        return root;
    }

    /// <summary>Makes a mistyped option an error: the parser would take it for the argument.</summary>
    internal static void RefuseOptions(ArgumentResult given, Command command)
    {
        foreach (string text in given.Tokens.Select(t => t.Value).Where(t => t.Length > 1 && t[0] == '-'))
            given.AddError($"{SafeText.Quote(text)} is no option of this command{Suggestion.DidYouMean(text, command.Options.Select(o => o.Name))}");
    }

    /// <summary>The argument that names a level, with the shipped ids as completions.</summary>
    internal static Argument<string> LevelArgument(Func<LevelLibrary> library, ArgumentArity arity)
    {
        Argument<string> level = new("LEVEL") { Description = "Id of a level, a level file, daily, or PACK:id for one of a pack", HelpName = "LEVEL", Arity = arity };
        level.CompletionSources.Add(_ => library().Ids);
        return level;
    }
}
