using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using ShortOrder.Contest.Judging;
using ShortOrder.Contest.Server;
using ShortOrder.Contest.Store;

namespace ShortOrder.Benchmarks.Classroom;

/// <summary>A process of a contest that is there to be killed: the server on loopback, a judge, or both in one as a teacher's machine has it. Ends with its standard input.</summary>
internal static class ContestProcess
{
    /// <summary>The argument that asks for this life.</summary>
    public const string Option = "--contest-process";

    /// <summary>A server that judges, too.</summary>
    public const string Host = "host";

    /// <summary>A server alone.</summary>
    public const string Server = "server";

    /// <summary>A judge alone.</summary>
    public const string Judge = "judge";

    /// <summary>How long a serving takes.</summary>
    public static readonly TimeSpan Serving = TimeSpan.FromMilliseconds(120);

    /// <summary>Lives it. Prints <c>run</c> for every serving, and <c>ready</c> when it is up: a server with its port, the teacher's port and the teacher's token.</summary>
    /// <param name="database">The contest's database.</param>
    /// <param name="machine">Name of this process.</param>
    /// <param name="role">What it is.</param>
    /// <param name="port">The server's port; 0: any that is free.</param>
    public static async Task<int> RunAsync(string database, string machine, string role, int port)
    {
        ContestStore store = await ContestStore.OpenAsync(ContestDatabase.Of(database), CancellationToken.None);
        JudgeQueueOptions options = new(machine) { CheckIn = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2) };
        JudgeQueue queue;
        if (role == Server)
        {
            queue = await JudgeQueue.OpenAsync(store.Database, null, options, null, CancellationToken.None);
            await queue.StartAsync(CancellationToken.None);
        }
        else
        {
            queue = (await JudgeService.StartAsync(store, new()
            {
                Machine = machine,
                Engine = () => new ModelEngine(Serving, _ => Console.Out.WriteLine("run")),
                IsMeasured = false,
                Queue = options,
            }, CancellationToken.None)).Queue;
        }

        string where = "";
        if (role != Judge)
        {
            ContestServer server = await ContestServer.StartAsync(store, queue, new()
            {
                Address = IPAddress.Loopback,
                Port = port,
                Duel = cancel => DuelRunner.WaitAsync(store, TimeProvider.System, cancel),
                Log = Console.Error,
                LogLevel = LogLevel.Error,
            }, CancellationToken.None);
            string token = await server.Competition.RenewTokenAsync(CancellationToken.None);
            where = string.Create(CultureInfo.InvariantCulture, $" {server.Address.Port} {server.AdminAddress.Port} {token}");
        }

        Console.Out.WriteLine("ready" + where);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
