using ShortOrder.Execution;

if (WorkerEntry.TryRun(args, out int exitCode)) return exitCode;
return 0;
