using System.Text;

namespace ShortOrder.Contest.Protocol;

/// <summary>What names look like.</summary>
internal static class Confusables
{
    // Letters that cannot be told from the Latin ones above them in most fonts (from Unicode's confusables.txt, the letters that names may have).
    private const string Foreign = "АВЕКМНОРСТУХІЅЈԌаеорсухіѕјԁһԛԝвнкмтгпΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικυτγ";
    private const string Latin = "ABEKMHOPCTYXISJGaeopcyxisjdhqwвнкмтrnABEZHIKMNOPTYXaopvikuty";

    private static readonly Dictionary<char, char> Twins = Foreign.Zip(Latin).ToDictionary(p => p.First, p => p.Second);

    /// <summary>Without regard to case, spaces and separators.</summary>
    public static string Fold(string name) => Letters(name).ToLowerInvariant();

    /// <summary>With one sign for all that look alike: <c>0 O</c>, <c>1 I l</c>, <c>rn m</c>, <c>vv w</c>, and the Greek and Cyrillic twins of Latin letters.</summary>
    public static string Skeleton(string name)
    {
        StringBuilder seen = new(name.Length);
        foreach (char c in Letters(name))
        {
            char twin = Twins.GetValueOrDefault(c, c);
            seen.Append(twin switch
            {
                'I' or '1' or '|' => 'l',
                'O' or '0' => 'o',
                '5' => 's',
                'ı' => 'i',
                _ => char.ToLowerInvariant(twin),
            });
        }
        return seen.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static string Letters(string name) => string.Concat(name.Where(c => c is not (' ' or '-' or '_' or '.' or '\'')));
}
