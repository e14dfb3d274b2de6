package phasegrid.export.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.Locale;
import phasegrid.jobs.table.Digits;

/** Pieces of HTML. */
final class Html {
    private Html() {}

    /** Text as it stands between tags or in a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** An element around content that is HTML already. */
    static String tag(String name, String content) {
        return "<" + name + ">" + content + "</" + name.split(" ", 2)[0] + ">";
    }

    /** An element around text. */
    static String text(String name, String text) {
        return tag(name, escaped(text));
    }

    /** A table cell that sorts by the full value. */
    static String cell(double value, String shown) {
        return "<td class=\"number\" data-v=\"" + (Double.isNaN(value) ? "" : Double.toString(value)) + "\">"
                + escaped(shown) + "</td>";
    }

    /** A section with a heading; nothing where there is no content. */
    static String section(String id, String heading, String content) {
        return content.isEmpty() ? "" : "<section id=\"" + id + "\">" + text("h2", heading) + content + "</section>\n";
    }

    /** Bytes inside the page. */
    static String data(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** A number with so many significant digits; a dash where there is none. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.isNaN(value) ? Digits.NOTHING : Digits.plain(value);
        }
        double size = Math.abs(value);
        return size < 1e-4 || size >= 1e7
                ? String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
                : new BigDecimal(value)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .toPlainString();
    }
}
