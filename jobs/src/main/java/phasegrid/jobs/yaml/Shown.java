package phasegrid.jobs.yaml;

/** How foreign text is shown in a message: on one line, and not too much of it. */
final class Shown {
    private static final int LONGEST = 80;
    private static final int LONGEST_MESSAGE = 1_500;

    private Shown() {}

    /** A value or a name. */
    static String of(String text) {
        return line(text, LONGEST);
    }

    /** A whole message. */
    static String message(String text) {
        return line(text, LONGEST_MESSAGE);
    }

    private static String line(String text, int longest) {
        String kept = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return kept.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
