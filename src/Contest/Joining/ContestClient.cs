using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Contest.Joining;

/// <summary>The calls of a player to a server. A call that the server refuses throws <see cref="ContestException"/>, one that does not get through <see cref="HttpRequestException"/>; nothing is tried twice here.</summary>
public sealed class ContestClient : IDisposable
{
    /// <summary>Most bytes of an answer.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), ConnectPatience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;

    /// <summary>Calls to a server.</summary>
    public ContestClient(ServerAddress address) : this(address, null)
    {
    }

    /// <summary>Calls to a server from one of several addresses of this machine; null: from any.</summary>
    internal ContestClient(ServerAddress address, IPAddress? from)
    {
        Address = address;
        SocketsHttpHandler handler = new() { ConnectTimeout = ConnectPatience, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) };
        if (address.Fingerprint is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is System.Security.Cryptography.X509Certificates.X509Certificate2 given && address.Accepts(given);
        if (from is not null) handler.ConnectCallback = (call, cancel) => ConnectFromAsync(from, call.DnsEndPoint, cancel);
        _http = new(handler) { BaseAddress = address.Root, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("shortorder");
    }

    /// <summary>Where the server is.</summary>
    public ServerAddress Address { get; }

    /// <summary>Proves who calls; null before joining.</summary>
    public string? Token { get; set; }

    /// <summary>Takes part.</summary>
    public Task<Joined> JoinAsync(JoinRequest request, CancellationToken cancel) => SendAsync(Post(Routes.Join, request, ContestJson.Default.JoinRequest), ContestJson.Default.Joined, cancel);

    /// <summary>Takes part again, from another machine.</summary>
    public Task<Joined> ResumeAsync(ResumeRequest request, CancellationToken cancel) => SendAsync(Post(Routes.Resume, request, ContestJson.Default.ResumeRequest), ContestJson.Default.Joined, cancel);

    /// <summary>How the competition stands.</summary>
    public Task<CompetitionView> CompetitionAsync(CancellationToken cancel) => SendAsync(Get(Routes.Competition), ContestJson.Default.CompetitionView, cancel);

    /// <summary>The board.</summary>
    public Task<Board> BoardAsync(CancellationToken cancel) => SendAsync(Get(Routes.Board), ContestJson.Default.Board, cancel);

    /// <summary>The exact bytes of a level, not checked yet.</summary>
    public async Task<byte[]> LevelAsync(string hash, CancellationToken cancel) => await BytesAsync(Get(Routes.Levels + Uri.EscapeDataString(hash)), cancel).ConfigureAwait(false);

    /// <summary>Hands a plan in; the same key never counts twice.</summary>
    public Task<SubmissionView> SubmitAsync(string key, SubmitRequest submission, CancellationToken cancel)
    {
        HttpRequestMessage request = Post(Routes.Submissions, submission, ContestJson.Default.SubmitRequest);
        request.Headers.Add(Routes.IdempotencyKey, key);
        return SendAsync(request, ContestJson.Default.SubmissionView, cancel);
    }

    /// <summary>The caller's own submissions, the newest first.</summary>
    public Task<ImmutableArray<SubmissionView>> SubmissionsAsync(CancellationToken cancel) => SendAsync(Get(Routes.Submissions), ContestJson.Default.ImmutableArraySubmissionView, cancel);

    /// <summary>The run by which a submission was judged, as the server has it.</summary>
    public async Task<byte[]> TraceAsync(string id, CancellationToken cancel) => await BytesAsync(Get($"{Routes.Submissions}/{Uri.EscapeDataString(id)}/trace"), cancel).ConfigureAwait(false);

    /// <summary>Opens the stream of events after the one of that id; null: from now on. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> EventsAsync(string? after, CancellationToken cancel)
    {
        using HttpRequestMessage request = Get(Routes.Events);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Patience);
        try
        {
            HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await RefusalAsync(response, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw NoAnswer();
        }
        catch (HttpRequestException e) when (Explain(e.HttpRequestError) is { } why)
        {
            throw new HttpRequestException(e.HttpRequestError, why, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends and reads; for the calls of the teacher too.</summary>
    internal async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> form, CancellationToken cancel)
    {
        byte[] bytes = await BytesAsync(request, cancel).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(bytes, form) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"The server at {Address} does not speak this version's language: {SafeWords.Of(e.Message)}");
        }
    }

    internal HttpRequestMessage Get(string path) => Authorized(new(HttpMethod.Get, path));

    internal HttpRequestMessage Post<T>(string path, T body, JsonTypeInfo<T> form) => Authorized(new(HttpMethod.Post, path) { Content = JsonContent.Create(body, form) });

    /// <summary>Sends and gives the whole answer, or throws what the server refused.</summary>
    internal async Task<byte[]> BytesAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Patience);
        try
        {
            using (request)
            using (HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limited.Token).ConfigureAwait(false))
            {
                if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, limited.Token).ConfigureAwait(false);
                return await response.Content.ReadAsByteArrayAsync(limited.Token).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException e)
        {
            throw new HttpRequestException($"The server at {Address} sent an answer that cannot be unpacked.", e);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw NoAnswer();
        }
        catch (HttpRequestException e) when (Explain(e.HttpRequestError) is { } why)
        {
            throw new HttpRequestException(e.HttpRequestError, why, e);
        }
    }

    private static async ValueTask<Stream> ConnectFromAsync(IPAddress from, DnsEndPoint to, CancellationToken cancel)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(to, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<ContestException> RefusalAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        int status = (int)response.StatusCode;
        try
        {
            await response.Content.LoadIntoBufferAsync(64 * 1024, cancel).ConfigureAwait(false);
            if (response.Content.Headers.ContentType?.MediaType == ContestProblem.MediaType
                && JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false), ContestJson.Default.ContestProblem) is { } problem)
                return new(problem with { Status = status, Detail = SafeWords.Of(problem.Detail) });
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or InvalidDataException)
        {
            // told as what it is: an answer that says nothing
        }
        string code = response.StatusCode switch { HttpStatusCode.Unauthorized => ErrorCodes.NotJoined, HttpStatusCode.TooManyRequests => ErrorCodes.TooMany, _ when status >= 500 => ErrorCodes.Unavailable, _ => ErrorCodes.BadRequest };
        return new(status, code, string.Create(CultureInfo.InvariantCulture, $"The server answered {status} and did not say why."));
    }

    private HttpRequestMessage Authorized(HttpRequestMessage request)
    {
        if (Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>What a player can do about a line that is not as the address says; null: what happened says it.</summary>
    private string? Explain(HttpRequestError error) => (error, Address) switch
    {
        (HttpRequestError.SecureConnectionError, { Fingerprint: not null }) =>
            $"The server at {Address.Root.Authority} has another certificate than the one in the address. Take the address from the teacher's screen again; if that does not help, do not join: somebody may be in between.",
        (HttpRequestError.SecureConnectionError, _) => $"Nobody vouches for the certificate of the server at {Address.Root.Authority}: type the teacher's address whole, with what is behind the #.",
        (HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse, { Root.Scheme: "http" }) =>
            $"The server at {Address} broke the answer off. If the teacher's address begins with https://, type it whole.",
        _ => null,
    };

    private HttpRequestException NoAnswer() => new($"The server at {Address} does not answer.");
}
