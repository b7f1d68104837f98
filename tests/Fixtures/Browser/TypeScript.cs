using System.Text.RegularExpressions;

namespace Voxmark.Fixtures.Browser;

/// <summary>A type of the browser's code, as far as its contracts use TypeScript.</summary>
internal abstract partial record TypeScript
{
    /// <summary>Another type, or one that is built in: <c>string</c>, <c>null</c>, <c>unknown</c>.</summary>
    public sealed record Named(string Name) : TypeScript;

    public sealed record Literal(string Value) : TypeScript;

    public sealed record ListOf(TypeScript Item) : TypeScript;

    public sealed record MapOf(TypeScript Value) : TypeScript;

    public sealed record OneOf(IReadOnlyList<TypeScript> Choices) : TypeScript;

    /// <param name="Bases">Shapes whose members it has, too.</param>
    public sealed record Shape(IReadOnlyDictionary<string, Member> Members, IReadOnlyList<string> Bases) : TypeScript;

    public sealed record Member(TypeScript Type, bool IsOptional);

    /// <summary>The types that a file exports, by name.</summary>
    public static Dictionary<string, TypeScript> Read(string source) => new Reader(source).Read();

    private sealed partial class Reader(string source)
    {
        private readonly List<string> _tokens = [.. Token().Matches(Comment().Replace(source, "")).Select(match => match.Value)];
        private int _at;

        public Dictionary<string, TypeScript> Read()
        {
            var types = new Dictionary<string, TypeScript>();
            while (_at < _tokens.Count)
            {
                if (Next() != "export")
                    continue;
                if (Take("interface"))
                    types.Add(Next(), Interface());
                else if (Take("type") && _tokens[_at + 1] == "=")
                    types.Add(Next(), Alias());
            }

            return types;
        }

        private Shape Interface()
        {
            var bases = new List<string>();
            if (Take("extends"))
            {
                do
                    bases.Add(Next());
                while (Take(","));
            }

            Expect("{");
            return new Shape(Members(), bases);
        }

        private TypeScript Alias()
        {
            Expect("=");
            return Type();
        }

        private Dictionary<string, Member> Members()
        {
            var members = new Dictionary<string, Member>();
            while (!Take("}"))
            {
                Take("readonly");
                var name = Next();
                var isOptional = Take("?");
                Expect(":");
                members.Add(name, new Member(Type(), isOptional));
                Take(";");
            }

            return members;
        }

        private TypeScript Type()
        {
            var choices = new List<TypeScript>();
            do
                choices.Add(Postfixed());
            while (Take("|"));
            return choices.Count == 1 ? choices[0] : new OneOf(choices);
        }

        private TypeScript Postfixed()
        {
            var type = Single();
            while (Take("[]"))
                type = new ListOf(type);
            return type;
        }

        private TypeScript Single()
        {
            var token = Next();
            return token switch
            {
                "readonly" => Single(),
                "{" => new Shape(Members(), []),
                "Readonly" => Arguments()[0],
                "Record" => new MapOf(Arguments()[1]),
                ['\'', ..] => new Literal(token[1..^1]),
                _ => new Named(token),
            };
        }

        private List<TypeScript> Arguments()
        {
            Expect("<");
            var arguments = new List<TypeScript>();
            do
                arguments.Add(Type());
            while (Take(","));
            Expect(">");
            return arguments;
        }

        private string Next() => _tokens[_at++];

        private bool Take(string token)
        {
            if (_at >= _tokens.Count || _tokens[_at] != token)
                return false;
            _at++;
            return true;
        }

        private void Expect(string token) =>
            Assert.True(Take(token), $"{token} instead of: {string.Join(' ', _tokens.Skip(_at).Take(8))}");

        [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
        private static partial Regex Comment();

        [GeneratedRegex(@"\w+|'[^']*'|\[\]|[{}:;,|<>?=]")]
        private static partial Regex Token();
    }
}
