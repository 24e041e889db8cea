using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Game.Session.Classroom;

/// <summary>What came of asking to be let in.</summary>
/// <param name="Entry">What was typed.</param>
/// <param name="Entrance">Who is in: the seat is kept; null: nobody.</param>
/// <param name="Ask">What is to be asked again.</param>
/// <param name="Complaint">Why.</param>
public sealed record ClassKnock(ClassEntry Entry, Entrance? Entrance, ClassQuestion Ask = default, string Complaint = "")
{
    /// <summary>Takes a seat, or finds the one that was taken before. Waits for the server: for a worker.</summary>
    public static ClassKnock At(ClassDoor door, ClassEntry entry, Entrance entrance, CancellationToken cancel) => AtAsync(door, entry, entrance, cancel).GetAwaiter().GetResult();

    private static async Task<ClassKnock> AtAsync(ClassDoor door, ClassEntry entry, Entrance entrance, CancellationToken cancel)
    {
        using ContestClient client = new(entrance.Server);
        try
        {
            if (await door.FindAsync(client, entrance, () => { }, cancel) is not null) return new(entry, entrance);
            if (entrance.NeedsName) return new(entry, null, ClassQuestion.Name);
            Seat seat = await door.TakeAsync(client, entrance, cancel);
            return new(entry, entrance with { Name = entrance.Name ?? seat.Player.Name });
        }
        catch (ContestException e)
        {
            return new(entry, null, QuestionOf(e.Problem.Code, entrance), e.Message);
        }
        catch (HttpRequestException e)
        {
            return new(entry, null, ClassQuestion.Address, ClassDoor.Unreachable(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(entry, null, ClassQuestion.Name, $"Your seat could not be written down: {e.Message}");
        }
    }

    private static ClassQuestion QuestionOf(string code, Entrance entrance) => code switch
    {
        ErrorCodes.WrongCode => ClassQuestion.Code,
        ErrorCodes.WrongFactor => ClassQuestion.Factor,
        ErrorCodes.NameTaken or ErrorCodes.NameRefused => entrance.NeedsName || entrance.Name is not null ? ClassQuestion.Name : ClassQuestion.Factor,
        _ => ClassQuestion.Address,
    };
}
