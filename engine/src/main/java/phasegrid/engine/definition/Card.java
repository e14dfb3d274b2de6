package phasegrid.engine.definition;

import java.util.regex.Pattern;

/**
 * Names a model.
 *
 * @param id lower-case words joined by hyphens
 * @param version raised whenever a measured bit moves
 * @param title one line
 * @param summary one paragraph
 * @param family the folder of the catalogue: diffusion, memory, glass, learning
 */
public record Card(String id, int version, String title, String summary, String family) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Refuses an id that could not be a file name or a key. */
    public Card {
        if (!ID.matcher(id).matches() || version < 1) {
            throw new IllegalArgumentException("Cannot name a model " + id + "@" + version
                    + ": an id is lower-case words joined by hyphens, a version is 1 or more");
        }
    }

    /** The id with its version, as in {@code two-gaussians@2}. */
    public String reference() {
        return id + "@" + version;
    }
}
