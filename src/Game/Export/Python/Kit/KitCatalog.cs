using System.Collections.Immutable;
using ShortOrder.Game.Export.Python.Loops;

namespace ShortOrder.Game.Export.Python.Kit;

/// <summary>All parts of the kit, whichever a program takes: no name of a level may collide with one of theirs.</summary>
internal static class KitCatalog
{
    /// <summary>Every part.</summary>
    public static readonly ImmutableArray<KitPart> All =
    [
        CommonKit.Clock, CommonKit.Serve, CommonKit.ServeAndRing, CommonKit.Work, .. CommonKit.Runs, PantryKit.Frames, PantryKit.Pantry,
        AskKit.OneLine, AskKit.Lines, AskKit.Ask, AskKit.Heed, AskKit.Once, AskKit.LastResort, AskKit.Until, AskKit.Tools, AskKit.After,
        ManualKit.Start, ManualKit.StartAll, ManualKit.Watch,
        KitchenKit.Open, KitchenKit.Boot, KitchenKit.OpenHelper, KitchenKit.Elsewhere, KitchenKit.Crates, KitchenKit.Send, KitchenKit.Cook, KitchenKit.Postman, KitchenKit.Unbox, KitchenKit.Post,
        .. LoopKit.All, .. TwistedKit.All, .. GreenletKit.All, .. TrioKit.All, LoopLane.ManyFiles,
    ];

    /// <summary>Names that lane writers and the frame of a program use themselves, and modules that are imported.</summary>
    public const string Locals = """
        main get_ready run go PATIENCE fork get_context mail box kitchens process future futures ThreadPoolExecutor ProcessPoolExecutor bells shared kitchen n task tasks thread threads lane lanes queue Queue SimpleQueue Empty Thread Event Lock Semaphore partial
        asyncio loop trio curio twisted gevent eventlet limit admitted nursery group pool greenlets helper helpers reactor monkey tpool
        """;
}
