using System.Collections.Immutable;
using System.Text;
using ShortOrder.Contest.Competitions;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Store;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;
using ShortOrder.Simulation.Programs;

namespace ShortOrder.Contest.Submissions;

/// <summary>Lists plans of different players that are the same program, or nearly. For the teacher's eyes; nothing follows from it by itself, since good plans are few and honest people find them too.</summary>
public sealed class CopyFinder(ContestStore store, LevelSet levels, PlayerDesk players, TimeProvider time) : IDisposable
{
    /// <summary>Per cent of like lines from which a pair is listed.</summary>
    public const int Near = 90;

    private const int MostPairs = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private ImmutableArray<CopyView> _found = [];
    private long _at;
    private int _count = -1;

    /// <summary>The pairs, the likest first; at most 10 s old where plans came in meanwhile.</summary>
    public async Task<ImmutableArray<CopyView>> FindAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_count >= 0 && time.GetElapsedTime(_at) < Fresh) return _found;
            List<Submission> all = await store.SubmissionsAsync(cancel).ConfigureAwait(false);
            if (all.Count != _count) _found = await Task.Run(() => Find(all), cancel).ConfigureAwait(false);
            (_count, _at) = (all.Count, time.GetTimestamp());
            return _found;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private ImmutableArray<CopyView> Find(List<Submission> all)
    {
        List<CopyView> found = [];
        foreach (IGrouping<string, Submission> level in all.GroupBy(s => s.Level))
        {
            if (levels.Find(level.Key) is not { } played) continue;
            // One entry for each plan of each player, as it came first.
            Submission[] plans = [.. level.GroupBy(s => (s.Player, s.PlanHash)).Select(g => g.First())];
            Dictionary<(string, string), Program> programs = plans.DistinctBy(KeyOf).ToDictionary(KeyOf, s => ProgramOf(s, played.Level));
            for (int i = 0; i < plans.Length; i++)
                for (int j = i + 1; j < plans.Length && found.Count < MostPairs * 4; j++)
                {
                    if (plans[i].Player == plans[j].Player) continue;
                    int likeness = Likeness(programs[KeyOf(plans[i])], programs[KeyOf(plans[j])]);
                    if (likeness >= Near) found.Add(new(played.Text.Id, NameOf(plans[i]), plans[i].ContestMs, NameOf(plans[j]), plans[j].ContestMs, likeness));
                }
        }
        return [.. found.OrderByDescending(c => c.Likeness).ThenBy(c => c.SecondMs).Take(MostPairs)];
    }

    private string NameOf(Submission submission) => players.Find(submission.Player)?.Name ?? submission.Player;

    private static (string LevelHash, string PlanHash) KeyOf(Submission submission) => (submission.LevelHash, submission.PlanHash);

    /// <summary>The plan as a program of the teacher's text, so that one plan handed in for several twins is the same; as one of its player's twin where it is none of the teacher's.</summary>
    private Program ProgramOf(Submission submission, Level teachers)
    {
        foreach (Level level in (Level[])[teachers, levels.Find(submission.Level, submission.Player)!.Level])
            if (PlanReader.Read(Encoding.UTF8.GetBytes(submission.PlanText), "plan", level) is { IsGood: true } read)
                return new(PlanHash.Text(PlanCompiler.Compile(level, read.Value)));
        return new(submission.Id); // like no other
    }

    private static int Likeness(Program one, Program other) => one.Text == other.Text ? 100 : Math.Min(99, 200 * one.Lines.Count(other.Lines.Contains) / (one.Lines.Count + other.Lines.Count));

    private sealed record Program(string Text)
    {
        public HashSet<string> Lines { get; } = [.. Text.Split('\n')];
    }
}
