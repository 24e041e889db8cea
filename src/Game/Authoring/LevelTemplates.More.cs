namespace ShortOrder.Game.Authoring;

public static partial class LevelTemplates
{
    private const string Kitchens = """

        $NAMES$
          "story": "Two big sauces and two small ones, all stirring. More cooks in this kitchen will not help: it owns one hat. Across the yard stands an empty one.",
          "teaches": ["process", "parallelism"], // terms of the almanac, the new one first
          "cores": 2, // as many hands can really work at once

          // The order. A task may also say "crate": { "in": 0.5, "out": 0.5 }: minutes of packing when it is done in another kitchen.
          "tasks": [
            { "id": "veal", "title": "Veal stock", "steps": [{ "cpu": 10, "do": "stir" }] },
            { "id": "duck", "title": "Duck stock", "steps": [{ "cpu": 10, "do": "stir" }] },
            { "id": "roux", "title": "Roux", "steps": [{ "cpu": 5, "do": "stir" }] },
            { "id": "glaze", "title": "Glaze", "steps": [{ "cpu": 5, "do": "stir" }] },
          ],

          "allow": { "threads": 3, "kitchens": 2 }, // cooks in the same kitchen, and further kitchens (processes)

          "metrics": ["time", "kitchens"], // the time first; kitchens break ties
          // The most minutes for each medal. Keep 4 % away from what your plans reach; "shortorder solve" prints good ones.
          "medals": { "time": { "gold": 17, "silver": 22, "bronze": 28 } },

          "hints": [ // from vague to plain
            "Stirring needs the hat. How many hats are there in one kitchen?",
            "A new kitchen brings its own hat, but takes a minute to light the stoves.",
            "One big and one small sauce in each of two kitchens.",
          ],

          // Your own plans are the level's tests: check runs each one and compares it with "expect".
          "plans": {
            "naive": { // one after another: 10 + 10 + 5 + 5
              "plan": { "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["veal", "duck", "roux", "glaze"] }] }] },
              "expect": { "time": 30, "kitchens": 1 },
            },
            "trap": { // two cooks under one hat: still 30, and 0.01 for starting a thread
              "plan": {
                "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["veal", "roux"] }, { "kind": "thread", "tasks": ["duck", "glaze"] }] }],
              },
              "expect": { "time": 30.01, "kitchens": 1 },
            },
            "best": { // 1 minute to open the second kitchen (0.1 of it here), then 15 there
              "plan": {
                "kitchens": [
                  { "lanes": [{ "kind": "main", "tasks": ["veal", "roux"] }] },
                  { "name": "annex", "lanes": [{ "kind": "main", "tasks": ["duck", "glaze"] }] },
                ],
              },
              "expect": { "time": 16, "kitchens": 2, "optimal": true }, // "optimal": no plan is faster. Leave it out if you are not sure
            },
          },
        }
        """;

    private const string Loop = """

        $NAMES$
          "story": "The banquet hall. Two hundred guests, each a nod of the head and ten minutes of choosing. The wage bill stops at 400.",
          "teaches": ["event-loop", "many-connections"], // terms of the almanac, the new one first
          "cores": 2,

          // The order. "count": 200 makes the copies guest#1 to guest#200.
          "tasks": [
            { "id": "guest", "title": "Guest", "count": 200, "steps": [{ "cpu": 0.02, "do": "nod" }, { "io": 10, "do": "read the menu" }] },
          ],

          "allow": { "threads": true, "loops": 1 }, // any number of threads, and one event loop

          "metrics": ["time", "memory"], // the time first; memory breaks ties: a thread costs 8, a loop 5, a coroutine 0.1
          "limits": { "memory": 400 }, // a plan above it is over budget, whatever its time
          // The most minutes for each medal. Keep 4 % away from what your plans reach; "shortorder solve" prints good ones.
          "medals": { "time": { "gold": 14.8, "silver": 24, "bronze": 44 } },

          "hints": [ // from vague to plain
            "What does a waiter do while a guest reads?",
            "A waiter in the hall costs 8, reading or not. A slip of paper costs 0.1.",
            "One loop, two hundred slips.",
          ],

          // Your own plans are the level's tests: check runs each one and compares it with "expect".
          "plans": {
            "naive": { // ten waiters take twenty rounds
              "plan": { "kitchens": [{ "lanes": [{ "kind": "thread", "workers": 10, "tasks": ["guest"] }] }] },
              "expect": { "time": 200.68, "memory": 80 },
            },
            "trap": { // twice the budget, and still two rounds. A plan may be expected to fail
              "plan": { "kitchens": [{ "lanes": [{ "kind": "thread", "workers": 100, "tasks": ["guest"] }] }] },
              "expect": { "time": 23.02, "memory": 800, "verdict": "over-budget" },
            },
            "best": { // 200 nods of 0.02, 200 slips at 0.0005, and then the last guest's 10
              "plan": { "kitchens": [{ "lanes": [{ "kind": "loop", "tasks": ["guest"] }] }] },
              "expect": { "time": 14.1, "memory": 25 },
            },
          },
        }
        """;

    private const string Inspect = """

          "kind": "inspect", // the tables are turned: a plan is given, and the player decides who goes on until it breaks
          "goal": "lost-update", // or "deadlock"
        $NAMES$
          "story": "Two couriers refill one jar: each counts what is in it, and writes the new number on the lid. Lose a delivery.",
          "teaches": ["race-condition", "interleaving"], // terms of the almanac, the new one first

          "shared": ["jar"], // variables that steps read and write

          // The order. A step that reads looks at its start, a step that writes does so at its end.
          "tasks": [
            {
              "id": "courier",
              "title": "Courier",
              "count": 2,
              "steps": [
                { "io": 6, "do": "drive out and back" },
                { "cpu": 0.1, "do": "count the jar", "read": "jar" },
                { "cpu": 0.1, "do": "write the number", "write": "jar" },
              ],
            },
          ],

          "allow": { "threads": 1 }, // what the given plan uses

          // Changes of turn. Gold is the fewest that break the plan: check says how many those are.
          "medals": { "switches": { "gold": 2, "silver": 3, "bronze": 5 } },

          "hints": [ // from vague to plain
            "An update is lost if somebody writes between another's counting and his writing.",
            "Let one count, and stop him there.",
            "One counts; the other counts and writes; then the first one writes, too.",
          ],

          "plans": {
            "given": { // the plan to break. A lock round both steps would make it safe
              "plan": {
                "kitchens": [{ "lanes": [{ "kind": "main", "tasks": ["courier#1"] }, { "kind": "thread", "tasks": ["courier#2"] }] }],
              },
              "expect": { "verdict": "lost-update" },
            },
          },
        }
        """;
}
