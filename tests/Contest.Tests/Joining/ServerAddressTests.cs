using ShortOrder.Contest.Joining;

namespace ShortOrder.Contest.Tests.Joining;

public sealed class ServerAddressTests
{
    private const string Print = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";

    [Theory]
    [InlineData("192.168.1.20", "http://192.168.1.20:5080/", null, null)]
    [InlineData("192.168.1.20:80", "http://192.168.1.20/", null, null)]
    [InlineData(" lab7:6000 ", "http://lab7:6000/", null, null)]
    [InlineData("[::1]:6000", "http://[::1]:6000/", null, null)]
    [InlineData("http://lab7:5080/j/k7m-2qp", "http://lab7:5080/", "K7M2QP", null)]
    [InlineData("https://lab7:5443#" + Print, "https://lab7:5443/", null, Print)]
    [InlineData("lab7:5443#" + Print, "https://lab7:5443/", null, Print)] // only https checks a fingerprint
    [InlineData("lab7:5443/j/K7M2QP#" + Print, "https://lab7:5443/", "K7M2QP", Print)]
    public void An_address_is_read_as_a_person_types_it(string typed, string root, string? code, string? fingerprint)
    {
        ServerAddress address = Assert.IsType<ServerAddress>(ServerAddress.Read(typed));
        Assert.Equal((root, code, fingerprint), (address.Root.ToString(), address.Code, address.Fingerprint));
        Assert.Equal(address.Root, ServerAddress.Read(address.ToString())!.Root);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://lab7")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://ada:secret@lab7")]
    [InlineData("http://lab7/elsewhere")]
    [InlineData("https://lab7#12AB")]
    [InlineData("two words")]
    public void What_is_no_address_is_none(string typed) => Assert.Null(ServerAddress.Read(typed));

    [Theory]
    [InlineData("http://lab7#" + Print, "Over http nobody checks the fingerprint")] // it would seem to be checked
    [InlineData("lab7#12AB", "The fingerprint behind # is not whole")]
    [InlineData("lab7#", "The fingerprint behind # is not whole")]
    [InlineData("two words", "This is no address")]
    [InlineData("lab7", "")]
    public void What_is_wrong_with_an_address_is_told(string typed, string told)
    {
        ServerAddress? address = ServerAddress.Read(typed, out string complaint);
        Assert.Equal(told.Length == 0, address is not null);
        Assert.StartsWith(told, complaint, StringComparison.Ordinal);
        Assert.Equal(told.Length == 0, complaint.Length == 0);
    }
}
