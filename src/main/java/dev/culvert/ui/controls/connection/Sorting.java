package dev.culvert.ui.controls.connection;

import java.util.Comparator;

/**
 * How a user wants a table sorted.
 *
 * @param order all of it
 * @param column the key of the column that counts first
 * @param isDescending whether that column's greatest comes first
 */
public record Sorting<R>(Comparator<R> order, String column, boolean isDescending) {}
