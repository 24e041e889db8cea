using System.Globalization;

namespace ShortOrder.Execution.Kitchens;

/// <summary>Which CPUs stand for the level's cores on a machine that has more.</summary>
internal static class CpuChoice
{
    /// <summary>So many of the CPUs, ascending, on as many physical cores as possible: two threads of one core are not two cores.</summary>
    /// <param name="allowed">CPUs to choose from, ascending.</param>
    /// <param name="count">How many, at most as many as allowed.</param>
    /// <param name="siblingsOf">CPUs that share a physical core with one, itself among them.</param>
    public static int[] Spread(IReadOnlyList<int> allowed, int count, Func<int, IReadOnlyList<int>> siblingsOf)
    {
        List<int> first = [], later = [];
        HashSet<int> shared = [];
        foreach (int cpu in allowed)
        {
            (shared.Contains(cpu) ? later : first).Add(cpu);
            shared.UnionWith(siblingsOf(cpu));
        }

        return [.. first.Concat(later).Take(count).Order()];
    }

    /// <summary>The CPUs of a CPU's physical core as the kernel tells.</summary>
    public static IReadOnlyList<int> SiblingsOf(int cpu)
    {
        try
        {
            return ReadList(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return [cpu];
        }
    }

    /// <summary>Reads the kernel's list notation: <c>0-3,8,10-11</c>.</summary>
    /// <exception cref="FormatException">Not such a list.</exception>
    public static IReadOnlyList<int> ReadList(string text)
    {
        List<int> cpus = [];
        foreach (string range in text.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            int from = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
            int to = ends.Length > 1 ? int.Parse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture) : from;
            for (int cpu = from; cpu <= to; cpu++) cpus.Add(cpu);
        }

        return cpus;
    }
}
