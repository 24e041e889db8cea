using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Tests;

/// <summary>Listens to the server's events.</summary>
internal sealed class SseReader : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(RunningContest.Cancel);
    private IAsyncEnumerator<SseItem<string>> _items = null!;

    public string? LastId { get; private set; }

    public static async Task<SseReader> OpenAsync(RunningContest contest, string? token, string? after = null, string path = Routes.Events, Uri? root = null)
    {
        SseReader reader = new();
        reader._stop.CancelAfter(TimeSpan.FromSeconds(90));
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(root ?? contest.Server.Address, path));
        request.Headers.Accept.Add(new("text/event-stream"));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        HttpResponseMessage response = await reader._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, reader._stop.Token);
        Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
        reader._items = SseParser.Create(await response.Content.ReadAsStreamAsync(reader._stop.Token)).EnumerateAsync(reader._stop.Token).GetAsyncEnumerator(reader._stop.Token);
        return reader;
    }

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await _items.MoveNextAsync(), "the stream ended");
        if (_items.Current.EventId is { Length: > 0 } id) LastId = id;
        return _items.Current;
    }

    /// <summary>The next event of that kind.</summary>
    public async Task<SseItem<string>> NextAsync(string kind)
    {
        while (true)
            if (await NextAsync() is var item && item.EventType == kind) return item;
    }

    /// <summary>Whether the last event before the end is of that kind.</summary>
    public async Task<bool> EndsWithAsync(string kind)
    {
        string last = "";
        while (await _items.MoveNextAsync()) last = _items.Current.EventType;
        return last == kind;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose();
        _stop.Dispose();
    }
}
