using System.Collections.Immutable;
using ShortOrder.Simulation.Levels;
using ShortOrder.Simulation.Plans;

namespace ShortOrder.Game.Session.Saves;

/// <summary>Progress that opens its file while the terminal starts: only who asks before it is open waits.</summary>
/// <remarks>If the file cannot be used the game goes on with progress in memory, and <see cref="Notice"/> says why.</remarks>
public sealed class BackgroundProgress : IProgressStore, IDisposable
{
    private readonly Task<IProgressStore> _opening;

    /// <summary>Starts opening at once.</summary>
    /// <param name="folder">The save folder; null if the user has none.</param>
    /// <param name="clock">Dates runs and edits.</param>
    public BackgroundProgress(string? folder, TimeProvider clock) => _opening = Task.Run(() => Open(folder, clock));

    /// <inheritdoc/>
    public string Notice => Store.Notice;

    private IProgressStore Store => _opening.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Add(Attempt attempt) => Store.Add(attempt);

    /// <inheritdoc/>
    public Attempt? Best(string levelId) => Store.Best(levelId);

    /// <inheritdoc/>
    public ImmutableArray<Attempt> Runs(string levelId) => Store.Runs(levelId);

    /// <inheritdoc/>
    public EditHistory<Plan>? Recall(Level level) => Store.Recall(level);

    /// <inheritdoc/>
    public void Keep(Level level, EditHistory<Plan> plan) => Store.Keep(level, plan);

    /// <inheritdoc/>
    public ImmutableArray<NamedPlan> Named(string levelId) => Store.Named(levelId);

    /// <inheritdoc/>
    public void PutAside(NamedPlan plan) => Store.PutAside(plan);

    /// <inheritdoc/>
    public void ThrowAway(string levelId, string name) => Store.ThrowAway(levelId, name);

    /// <inheritdoc/>
    public string? Setting(string key) => Store.Setting(key);

    /// <inheritdoc/>
    public void Set(string key, string value) => Store.Set(key, value);

    /// <inheritdoc/>
    public void Dispose() => (Store as IDisposable)?.Dispose();

    private static IProgressStore Open(string? folder, TimeProvider clock)
    {
        const string Consequence = "Nothing of this game will be kept";
        if (folder is null) return new MemoryProgress { Notice = $"{Consequence}: you have no home folder; set {SaveFolder.Variable} to a folder." };
        try
        {
            return SqliteProgress.Open(folder, clock);
        }
        catch (SaveFileException e)
        {
            return new MemoryProgress { Notice = $"{Consequence}: {e.Message}." };
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return new MemoryProgress { Notice = $"{Consequence}: this build has no SQLite for this machine." };
        }
    }
}
