using System.Collections.Immutable;
using ShortOrder.Game.Plain;
using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;

namespace ShortOrder.Game.Tests.Plain;

public sealed class RandomLinesTests
{
    private const int Width = 60;

    private static readonly ImmutableArray<string> Commands = [.. PlainCommands.All.SelectMany(c => (string[])[c.Word, c.Short]).Where(w => w is not ("quit" or "q"))];

    private static readonly ImmutableArray<string> Vocabulary =
    [
        .. Commands,
        .. "1 2 3 4 0 -1 99 0.5 2.5 1e9 99999999999 1.1 2.1 coffee sandwich guest guest#3 guest#2..5 guest*4 guest* guest#0 bread gauge thermometer roast jar oven tray home annex annex-2".Split(' '),
        .. "main manual thread loop greenlets cook window kitchen lane to before none helper all none first ledger path compare what-if naive x.json # é 中 🍳 \u001b[2J \u0007 \u202e \ud800".Split(' '), "", "  ",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void No_line_breaks_the_game_or_says_anything_but_short_plain_lines(int level)
    {
        Random random = new(4_711 + level);
        using Dialogue dialogue = new([.. TestOrders.Worlds, .. Dialogue.Alone("the-frozen-kitchen")], options: new() { Width = Width });
        for (int i = 0; i < 5_000; i++)
        {
            if (i % 50 == 0) dialogue.Say($"open {level + 1}.1");
            string first = random.Next(10) == 0 ? Any(random) : Commands[random.Next(Commands.Length)]; // most lines begin with a command
            string said = dialogue.SayRaw(string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => Any(random)).Prepend(first)));
            Assert.NotEqual(FlowState.Closed, dialogue.Game.State);
            Assert.DoesNotContain(said, c => c != '\n' && (char.IsControl(c) || c is '\u202e' or '─'));
            Assert.All(said.Split('\n'), line => Assert.InRange(line.Length, 0, Width));
        }
    }

    private static string Any(Random random) => Vocabulary[random.Next(Vocabulary.Length)];
}
