using System.Collections.Immutable;

namespace ShortOrder.Contest.Protocol;

/// <summary>A refusal, as problem details (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Detail">What is wrong and how to mend it; safe to show.</param>
public sealed record ContestProblem(int Status, string Code, string Detail)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>When to try again, in milliseconds from now; null: trying again does not help.</summary>
    public long? RetryAfterMs { get; init; }

    /// <summary>Of a plan or file: every problem with its place; null if there is but one.</summary>
    public ImmutableArray<PlaceProblem>? Problems { get; init; }
}

/// <summary>A problem at a place.</summary>
/// <param name="Path">JSON path in what was sent, e.g. <c>$.kitchens[0].lanes[1]</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record PlaceProblem(string Path, string Message);

/// <summary>Something refused, thrown on the server to leave a call, and by the client to tell of it.</summary>
public sealed class ContestException(ContestProblem problem) : Exception(problem.Detail)
{
    /// <summary>An error in brief.</summary>
    public ContestException(int status, string code, string detail) : this(new ContestProblem(status, code, detail))
    {
    }

    /// <summary>What the caller is told.</summary>
    public ContestProblem Problem { get; } = problem;
}
