using System.Collections.Immutable;
using System.Globalization;
using ShortOrder.Simulation.Time;

namespace ShortOrder.Simulation.Reading;

/// <summary>A value of a JSON text, to be read as what it should be. Each method returns null where the value will not do, and notes why.</summary>
public sealed class JsonCursor
{
    private const int LongestNumber = 24;

    private readonly ProblemList _problems;

    internal JsonCursor(JsonItem item, JsonPath path, ProblemList problems) => (Item, Path, _problems) = (item, path, problems);

    /// <summary>The value.</summary>
    public JsonItem Item { get; }

    /// <summary>Where it stands.</summary>
    public JsonPath Path { get; }

    /// <summary>Notes a problem with this value.</summary>
    public void Report(string message) => _problems.Add(Item, Path, message);

    /// <summary>Notes a problem with this value; the message is made only if it is kept.</summary>
    public void Report(Func<string> message) => _problems.Add(Item, Path, _problems.IsFull ? "" : message());

    /// <summary>Notes a problem below this value.</summary>
    /// <param name="path">Path from this value, itself written <c>$</c>.</param>
    /// <param name="message">What is wrong and how to mend it.</param>
    public void ReportBelow(string path, string message) => _problems.Add(Item.Follow(path).Offset, $"{Path}{path[1..]}", message);

    /// <summary>Whether it is an object; every key but these is a problem.</summary>
    internal bool IsObject(params ReadOnlySpan<string> keys)
    {
        if (!Is("an object, { … }", JsonKind.Object)) return false;
        foreach (JsonMember member in Item.Members)
        {
            if (keys.Contains(member.Key)) continue;
            string message = _problems.IsFull ? "" : UnknownKey(member.Key, keys);
            _problems.Add(member.KeyOffset, _problems.IsFull ? "" : Path.Key(member.Key).ToString(), message);
        }
        return true;
    }

    /// <summary>The members of an object whose keys are names of the author's own.</summary>
    public ImmutableArray<(string Key, JsonCursor Value)> AsMembers(int most)
    {
        if (!Is("an object, { … }", JsonKind.Object) || !IsWithin(Item.Members.Length, most)) return [];
        return [.. Item.Members.DistinctBy(m => m.Key).Select(m => (m.Key, new JsonCursor(m.Value, Path.Key(m.Key), _problems)))];
    }

    /// <summary>The elements of a list of at most that many; empty also if it is none.</summary>
    /// <param name="most">How many there may be.</param>
    /// <param name="whenTooMany">What is said of more, after their number; null: how many there may be.</param>
    public ImmutableArray<JsonCursor> AsArray(int most, string? whenTooMany = null)
    {
        if (!Is("a list, [ … ]", JsonKind.Array) || !IsWithin(Item.Elements.Length, most, whenTooMany)) return [];
        return [.. Item.Elements.Select((e, i) => new JsonCursor(e, Path.Index(i), _problems))];
    }

    /// <summary>A text of one to so many characters (code points, as JSON Schema counts them).</summary>
    public string? AsText(int longest)
    {
        if (!Is("a text", JsonKind.String)) return null;
        int length = Item.Text.EnumerateRunes().Count();
        if (length > 0 && length <= longest) return Item.Text;
        Report(length == 0 ? "the text is empty: write something or leave the key out" : $"the text has {length} characters; at most {longest} fit: shorten it");
        return null;
    }

    /// <summary>A name of lower case letters, digits and hyphens, at most 64 of them.</summary>
    public string? AsId()
    {
        if (!Is("a name", JsonKind.String)) return null;
        if (Names.IsId(Item.Text)) return Item.Text;
        Report(Names.Complaint(Item.Text));
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? AsWord(params IReadOnlyList<string> words)
    {
        if (!Is($"one of {string.Join(", ", words)}", JsonKind.String)) return null;
        if (words.Contains(Item.Text)) return Item.Text;
        Report(() => $"{SafeText.Quote(Item.Text)} is none of {string.Join(", ", words)}{Suggestion.DidYouMean(Item.Text, words)}");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? AsFlag() => Is("true or false", JsonKind.True, JsonKind.False) ? Item.Kind == JsonKind.True : null;

    /// <summary>A whole number within bounds.</summary>
    public int? AsWhole(int least, int most)
    {
        if (AsNumber("a whole number", least, most) is not decimal number) return null;
        if (number == decimal.Truncate(number)) return (int)number;
        Report($"{Item.Text} is not a whole number");
        return null;
    }

    /// <summary>A number with up to four decimal places within bounds.</summary>
    public decimal? AsDecimal(decimal least, decimal most)
    {
        if (AsNumber("a number", least, most) is not decimal number) return null;
        if (number * 10_000 == decimal.Truncate(number * 10_000)) return number;
        Report($"{Item.Text} has more than four decimal places: round it");
        return null;
    }

    /// <summary>A length in kitchen minutes with up to four decimal places within bounds.</summary>
    public KitchenDuration? AsMinutes(decimal least, decimal most) => AsDecimal(least, most) is decimal minutes ? KitchenDuration.FromMinutes(minutes) : null;

    internal JsonCursor Member(string key, JsonItem value) => new(value, Path.Key(key), _problems);

    private decimal? AsNumber(string expected, decimal least, decimal most)
    {
        if (!Is(expected, JsonKind.Number)) return null;
        NumberFormatInfo format = NumberFormatInfo.InvariantInfo;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (Item.Text.Length <= LongestNumber && decimal.TryParse(Item.Text, plain, format, out decimal number))
        {
            if (number >= least && number <= most) return number;
            Report(number < 0 && least >= 0 ? $"{Item.Text} is negative: write {Text(least)} to {Text(most)}" : $"{Item.Text} is out of range: write {Text(least)} to {Text(most)}");
        }
        else
        {
            Report($"{Item.Description} has an exponent or too many digits: write {Text(least)} to {Text(most)} in plain digits");
        }
        return null;

        string Text(decimal bound) => bound.ToString("0.####", format);
    }

    private bool Is(string expected, params ReadOnlySpan<JsonKind> kinds)
    {
        if (kinds.Contains(Item.Kind)) return true;
        Report(() => $"expected {expected}, found {Item.Description}");
        return false;
    }

    private bool IsWithin(int count, int most, string? whenTooMany = null)
    {
        if (count <= most) return true;
        Report($"{count} {whenTooMany ?? $"entries are too many: at most {most}"}");
        return false;
    }

    private static string UnknownKey(string key, ReadOnlySpan<string> keys)
    {
        string[] known = keys.ToArray();
        string suggestion = Suggestion.DidYouMean(key, known);
        return $"unknown key {SafeText.Quote(key)}{(suggestion.Length > 0 ? suggestion : $"; known here: {string.Join(", ", known)}")}";
    }
}
