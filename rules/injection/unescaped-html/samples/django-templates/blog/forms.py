from django import forms


class PostForm(forms.Form):
    title = forms.CharField(help_text="Up to <b>80</b> characters")
