using System.CommandLine;
using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Game.Session;
using ShortOrder.Game.Session.Classroom;
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
            if (ServerAddress.Read(typed, out string complaint) is not { } server)
            {
                streams.Error.WriteLine($"{SafeText.Quote(typed)}: {complaint}");
                return ExitCodes.BadInput;
            }
            JoinDialogue dialogue = new(streams);
            if (dialogue.Code(parsed.GetValue(code), server) is not { } joinCode) return ExitCodes.BadInput;
            Entrance entrance = new(server, joinCode) { Name = parsed.GetValue(name), Factor = parsed.GetValue(factor), Resume = parsed.GetValue(resume) };
            return await JoinAsync(entrance, PlayCommand.PlainWidth(parsed.GetValue(plain), null, streams), dialogue, streams, play, cancel);
        });
        return command;
    }

    private static async Task<int> JoinAsync(Entrance entrance, int? plainWidth, JoinDialogue dialogue, CommandStreams streams, Func<GameOptions, int> play, CancellationToken cancel)
    {
        ClassDoor door = ClassDoor.Usual;
        using Interruption interruption = new(cancel);
        ContestClient client = new(entrance.Server);
        try
        {
            Seat? seat = await door.FindAsync(client, entrance, () => streams.Error.WriteLine("The server does not answer: you go on with what is known here."), interruption.Token)
                ?? await TakeAsync(door, client, entrance, dialogue, interruption.Token);
            if (seat is null) return ExitCodes.BadInput;
            await using JoinedContest joined = door.Follow(client, seat);
            interruption.Dispose(); // from here on the game has the terminal
            return play(ClassDoor.GameOf(joined, entrance) with { PlainWidth = plainWidth });
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
            streams.Error.WriteLine(ClassDoor.Unreachable(e));
            return ExitCodes.CannotHere;
        }
    }

    /// <summary>A new seat; asks for the name, and for digits or a personal code where the server wants them. Null after a complaint.</summary>
    private static async Task<Seat?> TakeAsync(ClassDoor door, ContestClient client, Entrance entrance, JoinDialogue dialogue, CancellationToken cancel)
    {
        if (entrance.NeedsName)
        {
            if (dialogue.Name() is not { } name) return null;
            entrance = entrance with { Name = name };
        }
        while (true)
        {
            try
            {
                return await door.TakeAsync(client, entrance, cancel);
            }
            catch (ContestException e) when (e.Problem.Code == ErrorCodes.WrongFactor)
            {
                if (dialogue.Factor(e.Message) is not { } factor) return null;
                entrance = entrance with { Factor = factor };
            }
        }
    }
}
