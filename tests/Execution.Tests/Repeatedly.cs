using Xunit.Sdk;

namespace ShortOrder.Execution.Tests;

/// <summary>Measurements of a busy machine are off now and then, but not always: a rule is broken only if no attempt keeps it.</summary>
internal static class Repeatedly
{
    /// <summary>Attempts; where one in ten is off, one in a hundred thousand rules is taken for broken.</summary>
    public const int Attempts = 5;

    /// <summary>Measures and asserts until the assertions hold; the last attempt's failure is the test's.</summary>
    public static void MustHold(Action measureAndAssert)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                measureAndAssert();
                return;
            }
            catch (XunitException e) when (attempt < Attempts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"attempt {attempt}: {e.Message}");
            }
        }
    }

    /// <inheritdoc cref="MustHold"/>
    public static async Task MustHoldAsync(Func<Task> measureAndAssert)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await measureAndAssert();
                return;
            }
            catch (XunitException e) when (attempt < Attempts)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"attempt {attempt}: {e.Message}");
            }
        }
    }
}
