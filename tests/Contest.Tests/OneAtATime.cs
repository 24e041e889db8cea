using Xunit.Sdk;
using Xunit.v3;

// Tests of time and of processes would disturb each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
