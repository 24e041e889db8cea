using System.Globalization;
using ShortOrder.Benchmarks;
using ShortOrder.Benchmarks.Classroom;
using ShortOrder.Benchmarks.Terminal;

// What the documents quote as measured is printed by one of these:
//   dotnet run -c Release --project tests/Benchmarks -- agreement [LEVEL…]
//   dotnet run -c Release --project tests/Benchmarks -- claims
//   dotnet run -c Release --project tests/Benchmarks -- model [--benchmarkdotnet]
//   dotnet run -c Release --project tests/Benchmarks -- solver
//   dotnet run -c Release --project tests/Benchmarks -- python [LEVEL…]
//   dotnet run -c Release --project tests/Benchmarks -- terminal
//   dotnet run -c Release --project tests/Benchmarks -- contest-kills [KILLS [sqlite|postgres]]
//   dotnet run -c Release --project tests/Benchmarks -- contest-fairness [SUBMISSIONS]
//   dotnet run -c Release --project tests/Benchmarks -- contest-load [PLAYERS]
switch (args)
{
    case ["agreement", .. string[] levels]: return await Agreement.RunAsync(levels, Console.Out);
    case ["claims"]: return await Claims.RunAsync(Console.Out);
    case ["model"]: return ModelSpeed.Run(Console.Out);
    case ["model", "--benchmarkdotnet"]: return ModelBenchmarks.Run();
    case ["solver"]: return SolverEvidence.Run(Console.Out);
    case ["python", .. string[] levels]: return await PythonTable.RunAsync(levels, Console.Out);
    case ["terminal"]: return TerminalCost.Run(Console.Out);
    case ["contest-fairness"]: return await ContestFairness.RunAsync(50, Console.Out);
    case ["contest-fairness", string submissions]: return await ContestFairness.RunAsync(int.Parse(submissions, CultureInfo.InvariantCulture), Console.Out);
    case [ContestFairness.NoiseOption]: return ContestFairness.Disturb(); // who disturbs it
    case ["contest-kills"]: return await ContestKills.RunAsync(50, null, Console.Out);
    case ["contest-kills", string kills]: return await ContestKills.RunAsync(int.Parse(kills, CultureInfo.InvariantCulture), null, Console.Out);
    case ["contest-kills", string kills, "sqlite" or "postgres"]: return await ContestKills.RunAsync(int.Parse(kills, CultureInfo.InvariantCulture), args[2], Console.Out);
    case ["contest-load"]: return await ContestLoad.RunAsync(300, Console.Out);
    case ["contest-load", string players]: return await ContestLoad.RunAsync(int.Parse(players, CultureInfo.InvariantCulture), Console.Out);
    case [ContestProcess.Option, string database, string machine, string role, string port]: return await ContestProcess.RunAsync(database, machine, role, int.Parse(port, CultureInfo.InvariantCulture)); // what is killed there
    case ["empty-window"]: return EmptyWindow.Run(); // what the terminal benchmark compares with
    default:
        Console.Error.WriteLine("usage: contest-fairness [SUBMISSIONS] | contest-kills [KILLS [sqlite|postgres]] | contest-load [PLAYERS] | agreement [LEVEL…] | claims | model [--benchmarkdotnet] | python [LEVEL…] | solver | terminal");
        return 2;
}
