using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Game.Screens.Editor;

/// <summary>The panel of the machine, what a plan may use, and what things cost.</summary>
internal static class RuleFields
{
    public static ImmutableArray<EditorField> Of(Level level)
    {
        Allowance allow = level.Allow;
        return
        [
            EditorField.Heading("what a plan may use"),
            Flag("main", "head cook", allow.Main, "Lanes on a kitchen's main thread, one task after another.", allow with { Main = !allow.Main }),
            Flag("manual", "step by step", allow.Manual, "One cook who follows a list of steps made by hand.", allow with { Manual = !allow.Manual }),
            Count("threads", "further cooks", allow.Threads, "Threads besides the main ones, in all kitchens together.", n => allow with { Threads = n }),
            Count("kitchens", "further kitchens", allow.Kitchens, "Processes besides home, copies counted.", n => allow with { Kitchens = n }),
            Count("copies", "copies of a kitchen", allow.Copies, "Copies of one kitchen: a process pool.", n => allow with { Copies = Math.Max(1, n) }, least: 1),
            Flag("boxes", "boxes", allow.Boxes, "Several tasks in one crate.", allow with { Boxes = !allow.Boxes }),
            Count("loops", "order windows", allow.Loops, "Event loops.", n => allow with { Loops = n }),
            Flag("greenlets", "enchanted kitchen", allow.Greenlets, "Lanes of greenlets, whose waits yield by themselves.", allow with { Greenlets = !allow.Greenlets }),
            Flag("locks", "locks", allow.Locks, "Locks on shared things.", allow with { Locks = !allow.Locks }),
            Count("yields", "yield cards", allow.Yields, "Places in which a coroutine gives way.", n => allow with { Yields = n }),
            Flag("offload", "helpers", allow.Offload, "Handing a step to a helper thread or another kitchen.", allow with { Offload = !allow.Offload }),
            Flag("tries", "tries", allow.Tries, "Trying again where a wait fails; by callbacks: errbacks.", allow with { Tries = !allow.Tries }),
            Flag("callbacks", "callbacks", allow.Callbacks, "Order windows wired by callbacks in place of coroutines; then the wiring counts as cards.", allow with { Callbacks = !allow.Callbacks }),
            Flag("order", "order of tools", allow.Order, "Taking tools in another order than the slip's.", allow with { Order = !allow.Order }),
            EditorField.Heading("the machine"),
            EditorField.OfWhole("stoves", level.Cores, "Cores: how many cooks can do hands-on work at once.", cores => level with { Cores = cores }) with { Path = "$.cores" },
            EditorField.OfFlag("one hat a kitchen", level.Gil, "The GIL; without it every cook has a hat (free-threaded Python).", level with { Gil = !level.Gil }) with { Path = "$.gil" },
            EditorField.Heading("minutes that it costs"),
            Cost("openKitchen", "open a kitchen", level.Costs.OpenKitchen, "Opening a process, the opener's part and the boot.", (c, m) => c with { Boot = m - c.OpenParent }),
            Cost("openParent", "of that the opener", level.Costs.OpenParent, "Hands-on minutes of the opener.", (c, m) => c with { OpenParent = m, Boot = c.OpenKitchen - m }),
            Cost("startThread", "start a cook", level.Costs.StartThread, "Starting a thread.", (c, m) => c with { StartThread = m }),
            Cost("startTask", "open a slip", level.Costs.StartTask, "Starting a coroutine or greenlet.", (c, m) => c with { StartTask = m }),
            Cost("switchInterval", "turn of the hat", level.Costs.SwitchInterval, "After how long a cook who waits for the hat gets it.", (c, m) => c with { SwitchInterval = m }),
            Cost("handOff", "hand to a helper", level.Costs.HandOff, "Handing a step to a helper, there and back.", (c, m) => c with { HandOff = m }),
        ];

        EditorField Flag(string key, string name, bool value, string help, Allowance toggled) => EditorField.OfFlag(name, value, help, level with { Allow = toggled }) with { Path = $"$.allow.{key}" };

        EditorField Count(string key, string name, int count, string help, Func<int, Allowance> set, int least = 0)
        {
            string value = count == Allowance.Any ? "any number" : count == 0 ? "no" : count.ToString(CultureInfo.InvariantCulture);
            return new EditorField(name, value, $"{help} A number, or any.")
            {
                Path = $"$.allow.{key}",
                Step = by => new LevelEdited(level with { Allow = set(count == Allowance.Any ? (by < 0 ? least : count) : Math.Max(least, count + by)) }),
                Edit = new Board.Show(new EditorPrompt
                {
                    Title = name,
                    Question = help + " A number, or any.",
                    Text = count == Allowance.Any ? "any" : count.ToString(CultureInfo.InvariantCulture),
                    Answer = text => text is "any" or "true" ? new LevelEdited(level with { Allow = set(Allowance.Any) }) : Typed.Whole(text, n => new LevelEdited(level with { Allow = set(n) })),
                }),
            };
        }

        EditorField Cost(string key, string name, KitchenDuration value, string help, Func<Costs, KitchenDuration, Costs> set) =>
            EditorField.OfMinutes(name, value, help, minutes => level with { Costs = set(level.Costs, minutes!.Value) }, step: 0.01m) with { Path = $"$.costs.{key}" };
    }
}
