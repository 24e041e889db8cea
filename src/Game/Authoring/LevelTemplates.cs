using System.Collections.Immutable;
using System.Text.Json;

namespace ShortOrder.Game.Authoring;

/// <summary>Small good levels with comments that teach the format, to begin a level with.</summary>
public static partial class LevelTemplates
{
    /// <summary>Longest title that a level may have.</summary>
    public const int LongestTitle = 80;

    /// <summary>Their names, the simplest first.</summary>
    public static ImmutableArray<string> Names { get; } = ["coffee", "threads", "kitchens", "loop", "inspect"];

    /// <summary>The text of a level file.</summary>
    /// <param name="template">One of <see cref="Names"/>.</param>
    /// <param name="id">The level's id.</param>
    /// <param name="title">Its title.</param>
    /// <param name="schema">What <c>$schema</c> says; null: the line is left out.</param>
    public static string Fill(string template, string id, string title, string? schema)
    {
        string head = $"""
            // A level of Short Order. Comments like this one and trailing commas are welcome.
            // All times are kitchen minutes, with at most four decimal places. "shortorder check" finds every mistake.
            {"{"}
            {(schema is null ? "" : $"  \"$schema\": {Quote(schema)}, // lets your editor complete keys and explain them\n")}  "version": 1,
            """;
        string names = $"""
              "id": {Quote(id)}, // plans and progress know the level by it: lower case letters, digits, hyphens
              "title": {Quote(title)}, // at most 76 columns
            """;
        return $"{head}{Rest(template).Replace("$NAMES$", names, StringComparison.Ordinal)}\n".ReplaceLineEndings("\n");
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Rest(string template) => template switch
    {
        "coffee" => Coffee,
        "threads" => Threads,
        "kitchens" => Kitchens,
        "loop" => Loop,
        "inspect" => Inspect,
        _ => throw new ArgumentException($"No template {template}.", nameof(template)),
    };

    private const string Coffee = """

        $NAMES$
          "story": "Breakfast for one. The kettle takes four minutes, and does not mind being left alone.", // one card: four lines
          "teaches": ["blocking", "concurrency"], // terms of the almanac, the new one first
          "cores": 2,

          // What only so many can use at once. { "places": 1, "selfServe": true } is a machine that takes what waits for it by itself.
          "tools": { "kettle": 1 },

          // The order. Steps are done one after another: "cpu" is hands-on work, "io" is waiting.
          "tasks": [
            {
              "id": "tea",
              "title": "Tea",
              "steps": [
                { "cpu": 1, "do": "fill the kettle" },
                { "io": 4, "do": "boil", "tool": "kettle" }, // nobody is needed, only a place of the kettle
                { "cpu": 1, "do": "pour" },
              ],
            },
            { "id": "toast", "title": "Toast", "steps": [{ "cpu": 3, "do": "slice and butter" }] },
          ],

          // What a plan may use besides the main thread. "manual": one cook follows a list of steps.
          "allow": { "manual": true },

          "metrics": ["time"], // what is scored: the time first, then at most two more
          // The most minutes for each medal. Keep 4 % away from what your plans reach; "shortorder solve" prints good ones.
          "medals": { "time": { "gold": 6.3, "silver": 7.5, "bronze": 8.5 } },

          "hints": [ // from vague to plain
            "Which of these minutes need your hands?",
            "Boiling needs nobody.",
            "Fill the kettle, make the toast, pour.",
          ],

          // Your own plans are the level's tests: check runs each one and compares it with "expect".
          "plans": {
            "naive": { // what everybody thinks of first: 1 + 4 + 1 + 3 = 9
              "plan": { "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["tea", "toast"] }] }] },
              "expect": { "time": 9 },
            },
            "trap": { // half understood: the toast first, and the kettle stands cold meanwhile
              "plan": { "kitchens": [{ "lanes": [{ "kind": "manual", "steps": ["toast.0", "tea.0", "tea.2"] }] }] },
              "expect": { "time": 9 },
            },
            "best": { // 1 + 4 + 1: the toast is made while the water boils. "tea.2" is the third step of tea: steps count from 0
              "plan": { "kitchens": [{ "lanes": [{ "kind": "manual", "steps": ["tea.0", "toast.0", "tea.2"] }] }] },
              "expect": { "time": 6, "optimal": true }, // "optimal": no plan is faster. Leave it out if you are not sure
            },
          },
        }
        """;

    private const string Threads = """

        $NAMES$
          "story": "Four suppliers, and hold music at every one of them. Hire whom you like, but each new hand must earn its keep.",
          "teaches": ["thread", "io-bound"], // terms of the almanac, the new one first
          "cores": 2,

          // The order. "count": 4 makes the copies call#1 to call#4; "cpu" is hands-on work, "io" is waiting.
          "tasks": [
            { "id": "call", "title": "Call a supplier", "count": 4, "steps": [{ "cpu": 0.2, "do": "dial and ask" }, { "io": 9.8, "do": "hold the line" }] },
          ],

          "allow": { "threads": 5 }, // further cooks in the same kitchen; true for any number

          "metrics": ["time", "lanes"], // the time first; lanes break ties
          // The most minutes for each medal. Keep 4 % away from what your plans reach; "shortorder solve" prints good ones.
          "medals": { "time": { "gold": 12, "silver": 21.5, "bronze": 32 } },

          "hints": [ // from vague to plain
            "A call is nearly all waiting. What does a cook do while on hold?",
            "Four calls on three lines are still two rounds.",
            "One lane for every call.",
          ],

          // Your own plans are the level's tests: check runs each one and compares it with "expect".
          "plans": {
            "naive": { // one after another: 4 × 10
              "plan": { "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["call"] }] }] },
              "expect": { "time": 40, "lanes": 1 },
            },
            "trap": { // a third hand, and still two rounds: twice 10, and 0.02 for starting two threads
              "plan": {
                "kitchens": [
                  {
                    "lanes": [
                      { "kind": "main", "tasks": ["call#1..2"] },
                      { "kind": "thread", "tasks": ["call#3"] },
                      { "kind": "thread", "tasks": ["call#4"] },
                    ],
                  },
                ],
              },
              "expect": { "time": 20.02, "lanes": 3 },
            },
            "best": { // all hold the line at the same time; dialling needs the one hat, so four times 0.2, and 0.03 for three threads
              "plan": {
                "kitchens": [
                  {
                    "lanes": [
                      { "kind": "main", "tasks": ["call#1"] },
                      { "kind": "thread", "tasks": ["call#2"] },
                      { "kind": "thread", "tasks": ["call#3"] },
                      { "kind": "thread", "tasks": ["call#4"] },
                    ],
                  },
                ],
              },
              "expect": { "time": 10.63, "lanes": 4, "optimal": true }, // "optimal": no plan is faster. Leave it out if you are not sure
            },
          },
        }
        """;
}
