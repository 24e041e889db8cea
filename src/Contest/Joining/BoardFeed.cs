using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace ShortOrder.Contest.Joining;

/// <summary>An event of the feed.</summary>
/// <param name="Kind">One of <see cref="Protocol.FeedEvents"/>.</param>
/// <param name="Data">JSON, not read yet.</param>
public readonly record struct FeedItem(string Kind, string Data);

/// <summary>The server's events, one stream. Whoever reads on after it has ended goes on after the last event that had an id.</summary>
/// <param name="client">Makes the call.</param>
public sealed class BoardFeed(ContestClient client)
{
    /// <summary>Most bytes of one event.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>The server gives a sign of life every 15 s.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    private string? _last;

    /// <summary>Events until the stream ends.</summary>
    /// <exception cref="HttpRequestException">The server does not answer, or has fallen silent.</exception>
    /// <exception cref="IOException">The line broke, or an event is too large.</exception>
    /// <exception cref="Protocol.ContestException">The server refuses.</exception>
    public async IAsyncEnumerable<FeedItem> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using HttpResponseMessage response = await client.EventsAsync(_last, cancel).ConfigureAwait(false);
        await using BoundedStream stream = new(await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false), MostBytes, Silence);
        SseParser<string> parser = SseParser.Create(stream);
        await foreach (SseItem<string> item in parser.EnumerateAsync(cancel).ConfigureAwait(false))
        {
            stream.Renew();
            if (parser.LastEventId.Length is > 0 and <= 64) _last = parser.LastEventId;
            yield return new(item.EventType, item.Data);
        }
    }
}
