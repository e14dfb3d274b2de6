package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import phasegrid.engine.sweep.Expression.Binary;
import phasegrid.engine.sweep.Expression.Call;
import phasegrid.engine.sweep.Expression.Constant;
import phasegrid.engine.sweep.Expression.Name;
import phasegrid.engine.sweep.Expression.Text;

/** Reads an {@link Expression} by recursive descent, with bounds on length and depth. */
final class ExpressionReader {
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 50;
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<number>(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:[.][A-Za-z_][A-Za-z0-9_]*)*(?![A-Za-z0-9_]))"
            + "|'(?<text>[^']*)'"
            + "|(?<sign><=|>=|==|!=|[-+*/^<>(),]))");
    private static final List<List<String>> LEVELS = List.of(
            List.of("or"),
            List.of("and"),
            List.of("<", "<=", ">", ">=", "==", "!="),
            List.of("+", "-"),
            List.of("*", "/"));

    private static final int COMPARISON = 2;

    private record Token(String kind, String text, int at) {}

    private final String source;
    private final List<Token> tokens;
    private int next;
    private int depth;

    ExpressionReader(String source) {
        this.source = source;
        if (source.length() > LONGEST) {
            throw new IllegalArgumentException("Cannot read an expression of " + source.length()
                    + " characters: the longest allowed has " + LONGEST);
        }
        tokens = tokens();
    }

    private List<Token> tokens() {
        List<Token> found = new ArrayList<>();
        String text = source.stripTrailing();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw problem("unexpected '" + text.substring(at).strip().charAt(0) + "'", at);
            }
            found.add(token(matcher));
            at = matcher.end();
        }
        return found;
    }

    private static Token token(Matcher matcher) {
        for (String kind : List.of("number", "name", "text", "sign")) {
            if (matcher.group(kind) != null) {
                return new Token(kind, matcher.group(kind), matcher.start(kind));
            }
        }
        throw new IllegalStateException("no token");
    }

    Expression read() {
        Expression whole = level(0);
        if (next < tokens.size()) {
            throw problem(
                    "unexpected '" + tokens.get(next).text() + "'",
                    tokens.get(next).at());
        }
        return whole;
    }

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return sign();
        } else if (level == COMPARISON) {
            return comparison();
        }
        Expression left = level(level + 1);
        while (LEVELS.get(level).contains(peek())) {
            left = new Binary(take(), left, level(level + 1));
        }
        return left;
    }

    /** One comparison, or its negation: {@code 1 < t < 5} would compare 0 or 1 with 5. */
    private Expression comparison() {
        if (peek().equals("not")) {
            take();
            deeper();
            Expression negated = new Binary("==", comparison(), new Constant(0));
            depth--;
            return negated;
        }
        Expression left = level(COMPARISON + 1);
        Expression whole = compares() ? new Binary(take(), left, level(COMPARISON + 1)) : left;
        if (compares()) {
            throw problem(
                    "'and' is missing before a second comparison",
                    tokens.get(next).at());
        }
        return whole;
    }

    private boolean compares() {
        return LEVELS.get(COMPARISON).contains(peek());
    }

    private Expression sign() {
        deeper();
        try {
            if (peek().equals("-")) {
                take();
                return new Binary("-", new Constant(0), sign());
            }
            return power();
        } finally {
            depth--;
        }
    }

    private Expression power() {
        Expression base = operand();
        if (!peek().equals("^")) {
            return base;
        }
        take();
        return new Binary("^", base, sign());
    }

    private Expression operand() {
        if (next == tokens.size()) {
            throw problem("something is missing", source.length());
        }
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case "number" -> new Constant(Double.parseDouble(token.text()));
            case "text" -> new Text(token.text());
            case "name" -> peek().equals("(") ? call(token) : new Name(token.text());
            default -> bracket(token);
        };
    }

    private Expression bracket(Token token) {
        if (!token.text().equals("(")) {
            throw problem("unexpected '" + token.text() + "'", token.at());
        }
        deeper();
        Expression inner = level(0);
        depth--;
        expect(")");
        return inner;
    }

    private Expression call(Token function) {
        int arity = Expression.FUNCTIONS.containsKey(function.text())
                ? 1
                : Expression.FUNCTIONS_OF_TWO.containsKey(function.text()) ? 2 : 0;
        if (arity == 0) {
            throw problem(
                    "there is no function " + function.text() + "; there are abs ceil exp floor log max min round sqrt",
                    function.at());
        }
        expect("(");
        List<Expression> arguments = new ArrayList<>(List.of(level(0)));
        while (arguments.size() < arity) {
            expect(",");
            arguments.add(level(0));
        }
        expect(")");
        return new Call(function.text(), arguments);
    }

    private String peek() {
        boolean word = next < tokens.size() && !tokens.get(next).kind().equals("text");
        return word ? tokens.get(next).text() : "";
    }

    private String take() {
        return tokens.get(next++).text();
    }

    private void expect(String sign) {
        if (!peek().equals(sign)) {
            throw problem(
                    "'" + sign + "' is missing",
                    next < tokens.size() ? tokens.get(next).at() : source.length());
        }
        next++;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw problem("it is nested deeper than " + DEEPEST, 0);
        }
    }

    private IllegalArgumentException problem(String what, int at) {
        return new IllegalArgumentException(
                "Cannot read the expression \"" + source + "\": " + what + " at character " + (at + 1));
    }
}
