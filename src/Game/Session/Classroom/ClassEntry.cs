using ShortOrder.Contest.Joining;
using ShortOrder.Contest.Protocol;

namespace ShortOrder.Game.Session.Classroom;

/// <summary>What is asked of who wants to join a class, in this order.</summary>
public enum ClassQuestion
{
    /// <summary>Where the teacher's program is.</summary>
    Address,

    /// <summary>The join code.</summary>
    Code,

    /// <summary>The name on the board.</summary>
    Name,

    /// <summary>The projector's digits, or a personal code.</summary>
    Factor,
}

/// <summary>What somebody who wants to join a class has typed so far.</summary>
/// <param name="Address">The address or the whole link.</param>
/// <param name="Code">The join code; null: not asked yet.</param>
/// <param name="Name">The name; null: not asked yet, empty: a personal code says it.</param>
/// <param name="Factor">Digits or a personal code; null: not asked for.</param>
public sealed record ClassEntry(string Address, string? Code = null, string? Name = null, string? Factor = null)
{
    /// <summary>With another answer. Another address or code asks all that follows anew.</summary>
    public ClassEntry With(ClassQuestion question, string answer) => question switch
    {
        ClassQuestion.Address => new(answer),
        ClassQuestion.Code => new(Address, answer),
        ClassQuestion.Name => this with { Name = answer },
        _ => this with { Factor = answer },
    };

    /// <summary>Reads it.</summary>
    /// <param name="door">Knows who has a seat.</param>
    /// <returns>The entrance; or what is to be asked now, with what is wrong with the last answer, empty if nothing is.</returns>
    public (Entrance? Entrance, ClassQuestion Ask, string Complaint) Read(ClassDoor door)
    {
        if (ServerAddress.Read(Address, out string wrong) is not { } server) return (null, ClassQuestion.Address, wrong);
        if ((Code is null ? server.Code : JoinCode.Read(Code)) is not { } code)
            return (null, ClassQuestion.Code, Code is null ? "" : $"That is no join code: {JoinCode.Length} letters and digits, without 0, O, 1, I and L.");
        Entrance entrance = new(server, code) { Name = Name is { Length: > 0 } ? Name : null, Factor = Factor is { Length: > 0 } ? Factor : null };
        if (Name is null && !door.HasSeat(entrance)) return (null, ClassQuestion.Name, "");
        if (Name is { Length: > 0 } && PlayerName.Read(Name, out string complaint) is null) return (null, ClassQuestion.Name, complaint);
        return Name is { Length: 0 } && entrance.Factor is null ? (null, ClassQuestion.Factor, "") : (entrance, default, "");
    }
}
