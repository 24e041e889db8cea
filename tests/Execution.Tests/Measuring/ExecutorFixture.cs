namespace ShortOrder.Execution.Tests.Measuring;

/// <summary>One executor for the tests of a class: it calibrates once.</summary>
public sealed class ExecutorFixture : IAsyncLifetime
{
    public Executor Executor { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Executor.DisposeAsync();
}
