using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ShortOrder.Contest.Tests.Server;

/// <summary>OpenTelemetry over the wire: a collector that takes what comes.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task What_the_server_counts_arrives_at_a_collector_at_the_latest_when_it_ends()
    {
        ConcurrentQueue<byte[]> exports = [];
        await using WebApplication collector = Collector(exports);
        await collector.StartAsync(RunningContest.Cancel);
        string address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await using (RunningContest contest = await RunningContest.StartAsync(new() { Metrics = address }))
        {
            string token = (await contest.JoinAsync("Anna")).Token;
            await contest.StartClockAsync();
            Assert.Equal(HttpStatusCode.Accepted, (await contest.SubmitAsync(token)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await contest.SendAsync(HttpMethod.Get, "/nothing")).Status);
        }
        string all = string.Concat(exports.Select(Encoding.Latin1.GetString));
        foreach (string name in (string[])["ShortOrder.Contest", "contest.submissions", "contest.refusals", "not-found", "contest.streams", "contest.queue", "http.server.request.duration", "dotnet."])
            Assert.Contains(name, all, StringComparison.Ordinal);
    }

    /// <summary>Speaks as much gRPC as OTLP asks for: keeps every message, and answers with an empty one.</summary>
    private static WebApplication Collector(ConcurrentQueue<byte[]> exports)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication collector = builder.Build();
        collector.Run(async call =>
        {
            using MemoryStream body = new();
            await call.Request.Body.CopyToAsync(body, call.RequestAborted);
            if (call.Request.Path == "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export") exports.Enqueue(body.ToArray());
            call.Response.ContentType = "application/grpc";
            call.Response.DeclareTrailer("grpc-status");
            await call.Response.Body.WriteAsync(new byte[5], call.RequestAborted); // not compressed, no bytes
            call.Response.AppendTrailer("grpc-status", "0");
        });
        return collector;
    }
}
