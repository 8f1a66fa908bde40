/** What the pages share: formats, messages, the things they are given. */
@NullMarked
package dev.culvert.ui.common;

import org.jspecify.annotations.NullMarked;
