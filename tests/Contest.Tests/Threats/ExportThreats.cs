using System.Net;
using System.Text.Json;
using ShortOrder.Contest.Protocol;
using ShortOrder.Contest.Results;

namespace ShortOrder.Contest.Tests.Threats;

/// <summary>Attacks on whoever opens the results. Number as in the table of threats in src/Contest/README.md.</summary>
public sealed class ExportThreats
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=x")]
    [InlineData("  +1")]
    [InlineData("-1")]
    [InlineData("\r=x")]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")")]
    public void Threat15_CsvFormulas(string text)
    {
        string cell = Csv.Text(text);
        Assert.StartsWith("\"'", cell, StringComparison.Ordinal);
        Assert.Equal("'" + text, Read(cell).Single().Single()); // and it is all there
    }

    [Theory]
    [InlineData("Anna")]
    [InlineData("a, \"b\"\nc")]
    [InlineData("")]
    public void Threat15_OtherTextsStayAsTheyAre(string text) => Assert.Equal(text, Read(Csv.Text(text)).Single().Single());

    [Fact]
    public async Task Threat15_TheGradebookIsSafeAndTheJsonIsRaw()
    {
        await using RunningContest contest = await RunningContest.StartAsync(settings: s => s with { Levels = [TestLevels.Shipped(RunningContest.LevelId) with { Title = "=cmd|' /C calc'!A0" }] });
        Joined dash = await contest.JoinAsync("-Dash");
        await contest.StartClockAsync();
        await contest.SubmitAsync(dash.Token);
        await contest.Judge.JudgeAllAsync();
        await contest.BoardWhenAsync(b => b.Rows is [{ Rank: 1 }]);
        Answer csv = await contest.AdminAsync(HttpMethod.Get, Routes.AdminExport + ".csv");
        Assert.Equal("text/csv", csv.ContentHeaders.ContentType!.MediaType);
        string[][] rows = Read(csv.Text.TrimStart('\uFEFF'));
        Assert.Equal(["'=cmd|' /C calc'!A0 place", "'-Dash", "8"], [rows[0][3], rows[1][1], rows[1][5]]);
        Assert.All(rows.SelectMany(r => r), cell => Assert.False(cell.TrimStart() is ['=' or '+' or '-' or '@', ..], cell));
        Answer json = await contest.AdminAsync(HttpMethod.Get, Routes.AdminExport + ".json");
        using JsonDocument read = JsonDocument.Parse(json.Text);
        Assert.Contains("-Dash", json.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await contest.AdminAsync(HttpMethod.Get, Routes.AdminExport + ".exe")).Status);
    }

    /// <summary>As a spreadsheet reads it.</summary>
    private static string[][] Read(string csv)
    {
        List<string[]> rows = [];
        List<string> row = [];
        System.Text.StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < csv.Length; i++)
        {
            if (isQuoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"') cell.Append(csv[i++]);
            else if (csv[i] == '"') isQuoted = !isQuoted;
            else if (!isQuoted && csv[i] == ',') Next();
            else if (!isQuoted && csv[i] == '\r' && i + 1 < csv.Length && csv[i + 1] == '\n')
            {
                i++;
                Next();
                rows.Add([.. row]);
                row.Clear();
            }
            else cell.Append(csv[i]);
        }
        if (cell.Length > 0 || row.Count > 0 || rows.Count == 0)
        {
            Next();
            rows.Add([.. row]);
        }
        return [.. rows];

        void Next()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
