using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Solving;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Generation;

/// <summary>Draws an order of a kind by chance: tasks, tools and what is allowed, without medals and plans.</summary>
internal sealed class OrderDraft(SeededRandom random)
{
    private const string Oven = "oven";

    /// <summary>An order whose tasks are all different.</summary>
    public Level Draw(OrderKind kind, string id)
    {
        (string title, string story) = random.Of(KitchenWords.Occasions);
        ImmutableArray<TaskSpec> tasks = [.. Shuffled(Dishes(kind)).Select(d => Task(kind, d.Kind, d.Words))];
        return new()
        {
            Id = id,
            Title = title,
            Story = $"{story} {StoryOf(kind)}",
            Teaches = TermsOf(kind),
            Tools = tasks.Any(t => t.Steps.Any(s => s.Tool == Oven)) ? [new(Oven, 1, SelfServe: true)] : [],
            Tasks = tasks,
            Allow = AllowanceOf(kind),
            Hints = HintsOf(kind),
        };
    }

    private IEnumerable<(Dish Kind, DishWords Words)> Dishes(OrderKind kind)
    {
        (int calls, int bakes, int simmers, int benches) = kind switch
        {
            OrderKind.ByHand => (0, 2, 1 + random.Below(2), 1),
            OrderKind.Lanes => (2 + random.Below(2), 0, 1, 2),
            OrderKind.Kitchen => (2, random.Below(2), 0, 3),
            _ => (2, 1, 0, 3),
        };
        return Some(Dish.Call, calls).Concat(Some(Dish.Bake, bakes)).Concat(Some(Dish.Simmer, simmers)).Concat(Some(Dish.Bench, benches));
    }

    private IEnumerable<(Dish, DishWords)> Some(Dish kind, int count) => Shuffled(KitchenWords.Dishes[kind]).Take(count).Select(words => (kind, words));

    private TaskSpec Task(OrderKind order, Dish kind, DishWords words)
    {
        bool isHeavy = order is OrderKind.Kitchen or OrderKind.Window;
        ImmutableArray<StepSpec> steps = kind switch
        {
            Dish.Call => [Cpu(words, 0, 1, 2), Io(words, 1, 8, 18), Cpu(words, 2, 1, 2)],
            Dish.Bake => [Cpu(words, 0, 2, 6), Io(words, 1, 8, 18) with { Tool = Oven }, Cpu(words, 2, 1, 4)],
            Dish.Simmer => [Cpu(words, 0, 2, 6), Io(words, 1, 6, 20), Cpu(words, 2, 1, 4)],
            _ => [isHeavy ? Cpu(words, 0, 8, 20) : Cpu(words, 0, 4, 12)],
        };
        CrateSpec? crate = !isHeavy ? null : kind == Dish.Bench ? Crate(1 + random.Below(4)) : Crate(4);
        return new() { Id = words.Id, Title = words.Title, Steps = steps, Crate = crate };
    }

    /// <summary>From so many to so many half minutes.</summary>
    private StepSpec Cpu(DishWords words, int step, int least, int most) => new() { Kind = StepKind.Cpu, Do = words.Do[step], Duration = Halves(least, most) };

    private StepSpec Io(DishWords words, int step, int least, int most) => new() { Kind = StepKind.Io, Do = words.Do[step], Duration = Halves(least, most) };

    private KitchenDuration Halves(int least, int most) => new((least + random.Below(most - least + 1)) * KitchenDuration.TicksPerMinute / 2);

    /// <summary>So many quarters of a minute each way.</summary>
    private static CrateSpec Crate(int quarters) => new(new(quarters * KitchenDuration.TicksPerMinute / 4), new(quarters * KitchenDuration.TicksPerMinute / 4));

    /// <summary>Every order of the items is equally likely (Fisher and Yates).</summary>
    private List<T> Shuffled<T>(IEnumerable<T> items)
    {
        List<T> list = [.. items];
        for (int i = list.Count - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
        return list;
    }

    private static Allowance AllowanceOf(OrderKind kind) => kind switch
    {
        OrderKind.ByHand => new() { Manual = true },
        OrderKind.Lanes => new() { Threads = 2 },
        OrderKind.Kitchen => new() { Threads = 1, Kitchens = 1 },
        _ => new() { Loops = 1, Kitchens = 1 },
    };

    private static ImmutableArray<string> TermsOf(OrderKind kind) => kind switch
    {
        OrderKind.ByHand => ["critical-path", "bottleneck"],
        OrderKind.Lanes => ["thread", "gil"],
        OrderKind.Kitchen => ["process", "inter-process-communication"],
        _ => ["event-loop", "process"],
    };

    private static string StoryOf(OrderKind kind) => kind switch
    {
        OrderKind.ByHand => "You are alone, and there is one oven.",
        OrderKind.Lanes => "You have two cooks to help, but one hat.",
        OrderKind.Kitchen => "There is a cook to help, and an empty kitchen across the yard.",
        _ => "One cook at the order window, and an empty kitchen across the yard.",
    };

    private static ImmutableArray<string> HintsOf(OrderKind kind) => kind switch
    {
        OrderKind.ByHand => ["What waits the longest, and what can your hands do meanwhile?", "An oven that stands empty early is an oven that keeps you late."],
        OrderKind.Lanes => ["Who of all these only waits? And who only wants the hat?", "Whoever comes back from a wait must queue for the hat again. Behind whom?"],
        OrderKind.Kitchen => ["What is heavy, and has a light crate?", "What waits needs a cook, not a kitchen. What works needs a kitchen, not a cook."],
        _ => ["What never waits gains nothing at the window.", "Weigh each crate against the minutes that it saves at home."],
    };
}
