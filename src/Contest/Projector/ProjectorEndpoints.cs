using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QRCoder;
using ShortOrder.Contest.Protocol;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace ShortOrder.Contest.Projector;

/// <summary>The projector's page: files that hold no player's data, and two facts that everybody in the room may read.</summary>
internal static class ProjectorEndpoints
{
    private static readonly (string Path, string Resource, string Type)[] Files =
    [
        ("/", "projector.html", "text/html; charset=utf-8"),
        ("/projector.css", "projector.css", "text/css; charset=utf-8"),
        ("/projector.js", "projector.js", "text/javascript; charset=utf-8"),
        ("/pictures.js", "pictures.js", "text/javascript; charset=utf-8"),
    ];

    /// <summary>Maps the page, its files, the QR code, the page that a QR code leads to, and where to join.</summary>
    /// <param name="routes">The classroom's endpoints.</param>
    /// <param name="place">Where to join; asked for at every request, for the server knows its port late.</param>
    public static void MapProjector(this IEndpointRouteBuilder routes, Func<JoinPlace> place)
    {
        foreach ((string path, string resource, string type) in Files)
        {
            byte[] bytes = Read(resource);
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";
            routes.MapGet(path, (HttpContext http) => Send(http, bytes, type, tag));
        }

        routes.MapGet("/qr.svg", (HttpContext http) => Send(http, Encoding.UTF8.GetBytes(Qr(place().Link)), "image/svg+xml", tag: null));
        routes.MapGet(Routes.Place, () => HttpResults.Json(place(), ContestJson.Default.JoinPlace));
        string join = Encoding.UTF8.GetString(Read("join.html"));
        routes.MapGet(Routes.JoinPage + "{code}", (string code, HttpContext http) =>
        {
            JoinPlace here = place();
            if (!string.Equals(code, here.Code, StringComparison.OrdinalIgnoreCase)) return HttpResults.NotFound();
            string text = join.Replace("{{address}}", Escaped(here.Address), StringComparison.Ordinal).Replace("{{code}}", Escaped(here.Code), StringComparison.Ordinal);
            return Send(http, Encoding.UTF8.GetBytes(text), "text/html; charset=utf-8", tag: null);
        });
    }

    private static IResult Send(HttpContext http, byte[] bytes, string type, string? tag)
    {
        http.Response.Headers.CacheControl = "no-cache";
        if (tag is null) return HttpResults.Bytes(bytes, type);
        http.Response.Headers.ETag = tag;
        return http.Request.Headers.IfNoneMatch == tag ? HttpResults.StatusCode(StatusCodes.Status304NotModified) : HttpResults.Bytes(bytes, type);
    }

    private static byte[] Read(string resource)
    {
        using Stream stream = typeof(ProjectorEndpoints).Assembly.GetManifestResourceStream($"projector/{resource}") ?? throw new InvalidOperationException($"The page's file {resource} is not in the program.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Qr(string link)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using SvgQRCode code = new(data);
        return code.GetGraphic(8);
    }

    private static string Escaped(string text) => System.Net.WebUtility.HtmlEncode(text);
}
