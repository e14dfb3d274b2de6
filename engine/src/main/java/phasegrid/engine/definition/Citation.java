package phasegrid.engine.definition;

/**
 * Says where a formula or a number comes from.
 *
 * @param key an entry of the bibliography
 * @param place the equation, figure or table there
 */
public record Citation(String key, String place) {
    @Override
    public String toString() {
        return key + ", " + place;
    }
}
