using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;
using ShortOrder.Simulation.Reading;

namespace ShortOrder.Game.Commands;

/// <summary>Asks for what a command line has left out, where somebody can answer.</summary>
internal sealed class JoinDialogue(CommandStreams streams)
{
    private const int Tries = 3;

    private StreamReader? _input;

    /// <summary>The join code; null after a complaint.</summary>
    public string? Code(string? typed, ServerAddress server)
    {
        if (typed is null && server.Code is { } known) return known;
        if (typed is not null)
        {
            if (JoinCode.Read(typed) is { } code) return code;
            streams.Error.WriteLine($"{SafeText.Quote(typed)} is no join code: {JoinCode.Length} letters and digits, without 0, O, 1, I and L");
            return null;
        }
        return Ask("Join code: ", JoinCode.Read, $"That is no join code: {JoinCode.Length} letters and digits, without 0, O, 1, I and L.", "name the join code behind the address");
    }

    /// <summary>The player's name; null after a complaint.</summary>
    public string? Name() => Ask("Your name on the board: ", Something, "A name, please.", "name yourself: --name NAME");

    /// <summary>The projector's digits or a personal code, which the server asks for in its own words; null after a complaint.</summary>
    public string? Factor(string words)
    {
        streams.Error.WriteLine(words);
        return Ask("Digits or personal code: ", Something, "Digits or a code, please.", "name them: --factor DIGITS");
    }

    private static string? Something(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private string? Ask(string question, Func<string, string?> read, string again, string without)
    {
        for (int i = 0; i < Tries && !streams.IsInputRedirected; i++)
        {
            streams.Error.Write(question);
            streams.Error.Flush();
            _input ??= new(streams.OpenInput());
            if (_input.ReadLine() is not { } line) break;
            if (read(line) is { } answer) return answer;
            streams.Error.WriteLine(again);
        }
        streams.Error.WriteLine(without);
        return null;
    }
}
