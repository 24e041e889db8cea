using System.CommandLine;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Saves;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary><c>join ADDRESS [CODE]</c>: takes part in a competition.</summary>
internal static class JoinCommand
{
    public static Command Build(CommandStreams streams, Func<GameOptions, int> play)
    {
        Argument<string> address = new("ADDRESS") { Description = "Where the teacher's program is, as the projector shows it: 192.168.1.20:5080, or the whole link" };
        Argument<string?> code = new("CODE") { Description = "The join code, six letters and digits; not needed where the link has it", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> name = new("--name") { Description = "Your name on the board, 1 to 20 letters; default: the one you had here, otherwise you are asked", HelpName = "NAME" };
        Option<string?> factor = new("--factor") { Description = "The digits that the projector shows, or your personal code, where the teacher asks for one", HelpName = "DIGITS" };
        Option<string?> resume = new("--resume") { Description = "Come back from another machine by the three words that r shows in the competition", HelpName = "WORDS" };
        Option<bool> plain = new("--plain") { Description = "Take part line by line: for screen readers, dumb terminals, pipes" };
        Command command = new("join", "Take part in a competition of your class") { address, code, name, factor, resume, plain };
        address.Validators.Add(given => CommandLine.RefuseOptions(given, command));
        command.SetAction(async (parsed, cancel) =>
        {
            string typed = parsed.GetRequiredValue(address);
            if (ServerAddress.Read(typed) is not { } server)
            {
                streams.Error.WriteLine($"{SafeText.Quote(typed)} is no address; the teacher's screen shows one like 192.168.1.20:5080");
                return ExitCodes.BadInput;
            }
            JoinDialogue dialogue = new(streams);
            if (dialogue.Code(parsed.GetValue(code), server) is not { } joinCode) return ExitCodes.BadInput;
            return await JoinAsync(server, new(joinCode, parsed.GetValue(name), parsed.GetValue(factor), parsed.GetValue(resume)) { PlainWidth = PlayCommand.PlainWidth(parsed.GetValue(plain), null, streams) }, dialogue, streams, play, cancel);
        });
        return command;
    }

    /// <summary>How somebody wants to be let in.</summary>
    private sealed record Entrance(string Code, string? Name, string? Factor, string? Resume)
    {
        /// <summary>Columns of a line where the game is a dialogue; null: it has the whole screen.</summary>
        public int? PlainWidth { get; init; }
    }

    private static async Task<int> JoinAsync(ServerAddress server, Entrance entrance, JoinDialogue dialogue, CommandStreams streams, Func<GameOptions, int> play, CancellationToken cancel)
    {
        string root = Path.Combine(SaveFolder.Find() ?? Path.Combine(Path.GetTempPath(), "short-order"), "contests");
        using Interruption interruption = new(cancel);
        ContestClient client = new(server);
        try
        {
            Seat? seat = await KnownSeatAsync(client, root, entrance, streams, interruption.Token) ?? await NewSeatAsync(client, root, entrance, dialogue, interruption.Token);
            if (seat is null) return ExitCodes.BadInput;
            await using JoinedContest joined = new(client, seat, new(Path.Combine(root, "levels")));
            interruption.Dispose(); // from here on the game has the terminal
            return play(new GameOptions { Worlds = [], Joined = joined, Pack = $"contest-{entrance.Code}", PlainWidth = entrance.PlainWidth });
        }
        catch (ContestException e)
        {
            client.Dispose();
            streams.Error.WriteLine(e.Message);
            return ExitCodes.BadInput;
        }
        catch (HttpRequestException e)
        {
            client.Dispose();
            streams.Error.WriteLine($"{SafeText.Escape(e.Message)}\nIs the address right, and are you in the same network as the teacher? A firewall on the teacher's machine can be in the way, too.");
            return ExitCodes.CannotHere;
        }
    }

    /// <summary>The seat that was taken here before, if the server still knows it, or does not answer.</summary>
    private static async Task<Seat?> KnownSeatAsync(ContestClient client, string root, Entrance entrance, CommandStreams streams, CancellationToken cancel)
    {
        if (entrance.Resume is not null || Seat.Find(root, client.Address, entrance.Code, entrance.Name) is not { } seat) return null;
        client.Token = seat.Player.Token;
        try
        {
            await client.CompetitionAsync(cancel);
        }
        catch (ContestException e) when (e.Problem.Code == ErrorCodes.NotJoined)
        {
            client.Token = null;
            return null;
        }
        catch (HttpRequestException)
        {
            streams.Error.WriteLine("The server does not answer: you go on with what is known here.");
        }
        return seat;
    }

    private static async Task<Seat?> NewSeatAsync(ContestClient client, string root, Entrance entrance, JoinDialogue dialogue, CancellationToken cancel)
    {
        if (entrance.Resume is { } words)
        {
            Joined back = await client.ResumeAsync(new(entrance.Code, words), cancel);
            return Seat.Keep(root, client.Address, entrance.Code, back.Name, back);
        }
        if (dialogue.Name(entrance.Name) is not { } name) return null;
        Joined joined = await client.JoinAsync(new(entrance.Code, name, entrance.Factor), cancel);
        return Seat.Keep(root, client.Address, entrance.Code, name, joined);
    }
}
