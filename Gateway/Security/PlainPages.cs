using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;
using Voxmark.ServiceDefaults.Problems;

namespace Voxmark.Gateway.Security;

/// <summary>
/// A problem for somebody who looks at it in a browser: the pages themselves may be what does not answer, so this one
/// needs nothing else, not even a style sheet.
/// </summary>
internal sealed class PlainPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) =>
        context.HttpContext.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        StatusProblems.Explain(context);
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var isKorean = http.Request.Headers.AcceptLanguage.ToString().StartsWith("ko", StringComparison.OrdinalIgnoreCase);
        var (title, detail) = isKorean && Korean(http.Response.StatusCode) is { } korean
            ? korean
            : (problem.Title ?? "", problem.Detail ?? "");
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var (head, body) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(detail));
        await http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="{(isKorean ? "ko" : "en")}">
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>{head} · Voxmark</title>
            <h1>{head}</h1>
            <p>{body}</p>
            <p><a href="">{(isKorean ? "다시 시도" : "Try again")}</a> · <a href="/studies">{(isKorean ? "검사 목록" : "Studies")}</a></p>
            </html>
            """, http.RequestAborted);
    }

    private static (string Title, string Detail)? Korean(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("요청을 읽을 수 없습니다", "변경된 것은 없습니다."),
        StatusCodes.Status403Forbidden => ("허용되지 않습니다", "이 작업을 할 권한이 없거나 다른 사이트에서 온 요청입니다. 변경된 것은 없습니다."),
        StatusCodes.Status404NotFound => ("찾을 수 없습니다", "이 주소에는 아무것도 없습니다."),
        StatusCodes.Status413PayloadTooLarge => ("너무 큽니다", "이 주소가 받을 수 있는 크기를 넘었습니다. 변경된 것은 없습니다."),
        StatusCodes.Status429TooManyRequests => ("요청이 너무 많습니다", "잠시 기다린 뒤 다시 시도하세요."),
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
            ("Voxmark의 일부가 응답하지 않습니다", "저장된 것은 그대로입니다. 잠시 뒤 다시 시도하세요."),
        StatusCodes.Status500InternalServerError => ("문제가 생겼습니다", "사용자의 잘못이 아닙니다. 다시 시도하세요."),
        _ => null,
    };
}
