using ShortOrder.Game.Session;
using ShortOrder.Game.Tests.Support;

namespace ShortOrder.Game.Tests.Plain;

/// <summary>The dialogue's way into a class. That it leads there is played in <c>ClassroomFlowTests</c>.</summary>
public sealed class ClassTalkTests
{
    [Fact]
    public void What_is_left_out_is_asked_for_and_a_wrong_answer_is_asked_for_again()
    {
        using Dialogue dialogue = new(TestOrders.Worlds);
        Assert.StartsWith("Type the address", dialogue.Say("join"), StringComparison.Ordinal);
        Assert.StartsWith("This is no address; the teacher's screen shows one like 192.168.1.20:5080. Type the address", dialogue.Say("two words"), StringComparison.Ordinal);
        Assert.StartsWith("Type the join code", dialogue.Say("127.0.0.1:9"), StringComparison.Ordinal);
        Assert.StartsWith("That is no join code", dialogue.Say("K7M2Q0"), StringComparison.Ordinal);
        Assert.StartsWith("Type your name on the board", dialogue.Say("k7m2qp"), StringComparison.Ordinal);
        Assert.StartsWith("Type the digits that the projector shows, or your personal code.", dialogue.Say(""), StringComparison.Ordinal); // no name: a personal code says it
        Assert.Contains("You have not joined.", dialogue.Say("stop"), StringComparison.Ordinal);
        Assert.Contains("1.1 Coffee and a sandwich", dialogue.Say("levels"), StringComparison.Ordinal);
        Assert.Null(dialogue.Game.Entrance);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_leads_back_to_the_address()
    {
        MemoryProgress progress = new();
        Preferences.SetClassAddress(progress, "lab7:5080");
        using Dialogue dialogue = new(TestOrders.Worlds, progress: progress);
        string said = dialogue.Say("join 127.0.0.1:9 k7m2qp Ada Lovelace");
        Assert.StartsWith("Asking the server for your seat.", said, StringComparison.Ordinal);
        Assert.Contains("A firewall on the teacher's machine can be in the way", said, StringComparison.Ordinal);
        Assert.EndsWith("Last time it was lab7:5080. stop leaves it.", said, StringComparison.Ordinal);
        Assert.Equal(FlowState.Levels, dialogue.Game.State);
    }
}
