namespace ShortOrder.Execution.Measuring;

/// <summary>What to do after a run.</summary>
public enum RepeatStep
{
    /// <summary>Run again.</summary>
    Again,

    /// <summary>The time can be trusted.</summary>
    Accept,

    /// <summary>Nothing that could be trusted came out.</summary>
    TooNoisy,
}

/// <summary>How often a plan is run: what disturbs a run from outside only makes it longer, so the fastest runs are the true ones, and two that agree confirm each other.</summary>
/// <param name="Repeats">Counted runs asked for; null: 3 to 9, until the two fastest agree.</param>
/// <param name="LastResort">How far apart the two fastest may be when no run is left: 0.03, more for plans whose own cost is noisy.</param>
/// <param name="IsStrict">Runs that are a little off never help out; more is tried for others.</param>
public sealed record RepeatRule(int? Repeats, double LastResort, bool IsStrict = false)
{
    private const int Fewest = 3;
    private const int Most = 9;
    private const int MostTried = 15;
    private const int MostTriedStrictly = 24;
    private const int TriesPerRun = 3;
    private const double Agreement = 0.01;
    private const int DiscardsPerRun = 2;
    private const int ManyThreads = 100;

    /// <summary>Share by which a disturbed run may exceed the fastest counted one and still count: it did not suffer.</summary>
    public const double Unharmed = Agreement;

    /// <summary>The rule for a plan with so many threads: starting hundreds of them is itself a noisy thing to measure.</summary>
    public static RepeatRule For(int? repeats, int threads, bool isStrict = false) => new(repeats, threads > ManyThreads ? 0.15 : 0.03, isStrict);

    /// <summary>Counted runs that there will be at least.</summary>
    public int Expected => Repeats ?? Fewest;

    /// <summary>Decides after a run.</summary>
    /// <param name="counted">Times of the counted runs in any order and unit.</param>
    /// <param name="discarded">Runs thrown away so far.</param>
    /// <param name="doubtful">Times of the runs that are a little off, those that are least so first.</param>
    public RepeatStep Next(IReadOnlyCollection<double> counted, int discarded, IReadOnlyList<double> doubtful)
    {
        int tried = counted.Count + doubtful.Count;
        if (counted.Count >= Expected && (Repeats is not null || Spread(counted) <= Agreement)) return RepeatStep.Accept;
        bool isTiring = (Repeats is null && counted.Count >= Most) || tried >= (Repeats * TriesPerRun ?? (IsStrict ? MostTriedStrictly : MostTried)), isTooBusy = discarded >= DiscardsPerRun * Math.Max(Expected, tried);
        if (!isTiring && !isTooBusy) return RepeatStep.Again;
        if (IsStrict && Wanting(counted.Count) > 0) return RepeatStep.TooNoisy;
        double[] believed = [.. counted, .. doubtful.Take(Wanting(counted.Count))];
        return Spread(believed) <= LastResort || (believed.Length == 1 && Repeats == 1) ? RepeatStep.Accept : RepeatStep.TooNoisy;
    }

    /// <summary>How many doubtful runs must help out where only so many counted ones came.</summary>
    public int Wanting(int counted) => Math.Max(0, Math.Min(Fewest, Expected) - counted);

    /// <summary>The time that counts: mean of the two fastest runs, the only one's if there is no other, 0 of none.</summary>
    public static double Score(IReadOnlyCollection<double> counted) => counted.Count == 0 ? 0 : counted.Order().Take(2).Average();

    private static double Spread(IReadOnlyCollection<double> counted)
    {
        double[] fastest = [.. counted.Order().Take(2)];
        return fastest.Length < 2 ? double.PositiveInfinity : (fastest[1] / fastest[0]) - 1;
    }
}
