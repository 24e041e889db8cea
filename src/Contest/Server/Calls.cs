using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Scoreboard;

namespace ShortOrder.Contest.Server;

/// <summary>Reading requests and writing answers.</summary>
internal static class Calls
{
    private const string Json = "application/json", Gzip = "gzip";

    /// <summary>The body as an object of its form.</summary>
    /// <exception cref="ContestException">It is none.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext call, JsonTypeInfo<T> form)
    {
        if (!call.Request.HasJsonContentType()) throw new ContestException(415, ErrorCodes.BadRequest, "Send JSON, and say so: Content-Type: application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync(call.Request.Body, form, call.RequestAborted).ConfigureAwait(false) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new ContestException(400, ErrorCodes.BadRequest, $"Not a request of this call's form{(e.Path is null ? "" : $", at {Simulation.Reading.SafeText.Quote(e.Path)}")}: see the protocol. It allows no other members, none twice, and nesting to {ContestJson.Depth}.");
        }
    }

    /// <summary>Answers with JSON.</summary>
    public static Task AnswerAsync<T>(HttpContext call, T value, JsonTypeInfo<T> form, int status = StatusCodes.Status200OK) => AnswerAsync(call, JsonSerializer.SerializeToUtf8Bytes(value, form), Json, status);

    /// <summary>Answers with bytes.</summary>
    public static async Task AnswerAsync(HttpContext call, ReadOnlyMemory<byte> bytes, string type, int status = StatusCodes.Status200OK)
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = type;
        call.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(call.Request.Method)) await call.Response.Body.WriteAsync(bytes, call.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers with a board, if the caller does not have it already.</summary>
    public static Task AnswerAsync(HttpContext call, TaggedBoard board)
    {
        bool isPacked = call.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == Gzip && e.Quality is not 0);
        string quoted = isPacked ? $"\"{board.Tag}-{Gzip}\"" : $"\"{board.Tag}\"";
        call.Response.Headers.ETag = quoted;
        call.Response.Headers.CacheControl = "no-cache";
        call.Response.Headers.Vary = "Accept-Encoding";
        if (call.Request.Headers.IfNoneMatch == quoted)
        {
            call.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        if (isPacked) call.Response.Headers.ContentEncoding = Gzip;
        return AnswerAsync(call, isPacked ? board.Gzip : board.Json, Json);
    }

    /// <summary>Answers that it does not do so, and why.</summary>
    public static Task RefuseAsync(HttpContext call, ContestProblem problem)
    {
        if (problem.RetryAfterMs is long ms) call.Response.Headers.RetryAfter = ((ms + 999) / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return AnswerAsync(call, JsonSerializer.SerializeToUtf8Bytes(problem, ContestJson.Default.ContestProblem), ContestProblem.MediaType, problem.Status);
    }

    /// <summary>The token in the header; null if there is none. Never looked for elsewhere.</summary>
    public static string? Token(HttpContext call)
    {
        string header = call.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
    }

    /// <summary>Where the call comes from.</summary>
    public static string Address(HttpContext call) => (call.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    /// <summary>Whether it came in through the teacher's own listener.</summary>
    public static bool IsTeachers(HttpContext call) => call.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionItemsFeature>()?.Items.ContainsKey(TeachersMark) == true;

    /// <summary>Marks the connections of the teacher's listener.</summary>
    public static readonly object TeachersMark = new();

    /// <summary>Part of the path, as it was sent after decoding.</summary>
    public static string Part(HttpContext call, string name) => call.Request.RouteValues[name] as string ?? "";
}
