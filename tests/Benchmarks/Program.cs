using ShortOrder.Benchmarks;

// What the documents quote as measured is printed by one of these:
//   dotnet run -c Release --project tests/Benchmarks -- agreement [LEVEL…]
//   dotnet run -c Release --project tests/Benchmarks -- claims
//   dotnet run -c Release --project tests/Benchmarks -- model [--benchmarkdotnet]
switch (args)
{
    case ["agreement", .. string[] levels]: return await Agreement.RunAsync(levels, Console.Out);
    case ["claims"]: return await Claims.RunAsync(Console.Out);
    case ["model"]: return ModelSpeed.Run(Console.Out);
    case ["model", "--benchmarkdotnet"]: return ModelBenchmarks.Run();
    default:
        Console.Error.WriteLine("usage: agreement [LEVEL…] | claims | model [--benchmarkdotnet]");
        return 2;
}
